// offers: definitions of the functions of offers.hpp.
#pragma once

#include <partner_center/emulator/ids.hpp>
#include <partner_center/emulator/offers.hpp>
#include <partner_center/emulator/seed.hpp>
#include <partner_center/offers/resources.hpp>

#include <string>
#include <string_view>

namespace partner_center::demo {

namespace detail {

DESCRY_DECL std::string offer_text(std::string_view id, std::string_view name, std::string_view category)
{
    return filled({{"id", id}, {"name", name}, {"category", category}}, R"({
        "id": "{id}",
        "name": "{name}",
        "minimumQuantity": 1,
        "maximumQuantity": 300,
        "rank": 1,
        "locale": "en-US",
        "country": "US",
        "category": {"id": "{category}"},
        "isAvailableForPurchase": true,
        "billing": "license",
        "supportedBillingCycles": ["monthly", "annual"],
        "unitType": "license"
    })");
}

}  // namespace detail

DESCRY_DECL void seed_offers(descry::testing::emulator& to)
{
    using namespace offers;
    constexpr std::string_view premium = "031C9E47-4802-4248-838E-778FB1D2CC05";
    auto const first = detail::offer_text(premium, "Microsoft 365 Business Premium", "business");
    auto const second = detail::offer_text("796B6B5F-613C-4E24-A17C-EBA730D49C02", "Microsoft 365 E3", "enterprise");
    auto const add_on = detail::offer_text("C94271D8-B431-4A25-A3C5-A57737A1C909", "Audio Conferencing", "business");
    for (auto const& text : {first, second, add_on}) {
        auto const made = written<offer>(text);
        to.seed<offer_resource>({*made.id}, made);
    }
    to.seed_json<offer_add_ons_resource>({std::string(premium)},
                                         filled({{"add_on", add_on}}, R"({"items": [{add_on}]})"));
    to.seed_json<customer_offers_resource>(
        {customer_id}, filled({{"first", first}, {"second", second}}, R"({"items": [{first}, {second}]})"));

    std::string const categories = R"({
        "items": [
            {"id": "business", "name": "Small business", "rank": 1, "locale": "en-US", "country": "US"},
            {"id": "enterprise", "name": "Enterprise", "rank": 2, "locale": "en-US", "country": "US"}
        ]
    })";
    to.seed_json<offer_categories_resource>({}, categories);
    to.seed_json<customer_offer_categories_resource>({customer_id}, categories);
}

}  // namespace partner_center::demo
