#include <boost/json.hpp>
#include <json/documents.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace data {

namespace {

namespace json = boost::json;

using members = std::vector<std::pair<std::string, json::value>>;

// Every object of a document with its members changed, innermost first.
json::value changed(json::value const& value, std::function<void(members&)> const& change)
{
    if (auto const* list = value.if_array()) {
        json::array out;
        for (auto const& element : *list) out.push_back(changed(element, change));
        return out;
    }
    auto const* const object = value.if_object();
    if (!object) return value;
    members all;
    for (auto const& member : *object) all.emplace_back(member.key(), changed(member.value(), change));
    change(all);
    json::object out;
    for (auto& [name, held] : all) out.emplace(name, std::move(held));
    return out;
}

std::string changed(std::string const& text, std::function<void(members&)> const& change)
{
    return json::serialize(changed(json::parse(text), change));
}

class random_numbers {
public:
    std::size_t below(std::size_t limit) { return generator_() % limit; }
    std::string digits(std::size_t n)
    {
        std::string out;
        while (n-- != 0) out += static_cast<char>('0' + below(10));
        return out;
    }
    std::string guid()
    {
        std::string out;
        for (std::size_t const n : {8u, 4u, 4u, 4u, 12u}) {
            if (!out.empty()) out += '-';
            for (std::size_t i = 0; i != n; ++i) out += "0123456789abcdef"[below(16)];
        }
        return out;
    }
    std::string word()
    {
        static constexpr char const* words[] = {"Fabrikam", "Contoso", "Relecloud", "Northwind", "Tailspin", "Wingtip"};
        return words[below(std::size(words))];
    }
    // At most fifteen digits: what a double holds exactly comes back as it was written, whichever way a peer takes.
    descry::decimal amount() { return descry::decimal(std::to_string(below(100'000)) + '.' + digits(1) + "5"); }

private:
    std::mt19937_64 generator_{20261123};
};

std::string day(random_numbers& random)
{
    return "2026-0" + std::to_string(1 + random.below(9)) + "-1" + std::to_string(random.below(10));
}

}  // namespace

customer_billing_profile make_profile()
{
    return descry::read_json<customer_billing_profile>(
               R"({"id":"fcd26b72-ebf9-4b7d-9adf-ca3ea42a6c3f","firstName":"Jane","lastName":"Roe",)"
               R"("email":"jane.roe@relecloud.example","culture":"en-US","language":"en","companyName":"Relecloud",)"
               R"("defaultAddress":{"country":"US","region":"WA","city":"Redmond","state":"WA",)"
               R"("addressLine1":"One Microsoft Way","addressLine2":"Building 4","postalCode":"98052",)"
               R"("firstName":"Jane","lastName":"Roe","phoneNumber":"4255550101"},)"
               R"("links":{"self":{"uri":"/v1/customers/fcd26b72/profiles/billing","method":"GET","headers":[]}},)"
               R"("attributes":{"etag":"W/\"datetime'2015-12-10'\"","objectType":"CustomerBillingProfile"}})")
        .value();
}

page<customer> make_customers(std::size_t count)
{
    random_numbers random;
    page<customer> all{.total_count = count, .items = {}};
    for (std::size_t i = 0; i != count; ++i) {
        auto const name = random.word() + ' ' + random.word();
        customer c;
        c.id = random.guid();
        c.commerce_id = random.guid();
        c.company_profile = {random.guid(), random.word() + ".example", name, "admin@" + random.word() + ".example"};
        c.relationship_to_partner = "reseller";
        c.allow_delegated_access = random.below(2) == 0;
        if (random.below(4) != 0) c.licenses = random.below(1000);
        all.items.push_back(std::move(c));
    }
    return all;
}

page<line_item> make_line_items(std::size_t count)
{
    random_numbers random;
    page<line_item> all{.total_count = count, .items = {}};
    for (std::size_t i = 0; i != count; ++i) {
        line_item l;
        l.partner_id = random.guid();
        l.customer_id = random.guid();
        l.customer_name = random.word() + ' ' + random.word();
        l.customer_domain_name = random.word() + ".example";
        l.customer_country = "US";
        l.invoice_number = "G0000" + random.digits(5);
        l.mpn_id = random.digits(7);
        l.order_id = random.guid();
        l.product_id = "DZH318Z0" + random.digits(4);
        l.sku_id = "000" + random.digits(1);
        l.availability_id = "DZH318Z1" + random.digits(4);
        l.sku_name = "Windows Server 2019 - " + random.digits(2) + " cores";
        l.product_name = "Windows Server";
        l.publisher_name = random.word();
        l.publisher_id = "";
        l.subscription_description = "Windows Server license of " + random.word();
        l.subscription_id = random.guid();
        l.term_and_billing_cycle = "One-Year commitment for yearly billing";
        l.meter_description = random.word();
        l.currency = "USD";
        l.unit_type = "license";
        l.order_date = descry::timestamp::parse(day(random) + "T18:23:37." + random.digits(6) + "5Z");
        l.charge_start_date = descry::timestamp::parse(day(random) + "T00:00:00Z");
        l.charge_end_date = descry::timestamp::parse(day(random) + "T00:00:00Z");
        l.due_date = descry::date::parse(day(random));
        l.charge_type = random.below(2) == 0 ? charge_type::new_purchase : charge_type::cycle_fee;
        l.reason = charge_type::none;
        l.unit_price = random.amount();
        l.effective_unit_price = random.amount();
        l.quantity = random.amount();
        l.sub_total = random.amount();
        l.tax_total = random.amount();
        l.total_for_customer = random.amount();
        l.exchange_rate = random.amount();
        l.billable_quantity = random.below(1000);
        l.seats = random.below(100'000);
        l.credited = random.below(2) == 0;
        l.final_bill = true;
        l.alternate_id = descry::guid::parse(random.guid());
        l.correlation_id = descry::guid::parse(random.guid());
        all.items.push_back(std::move(l));
    }
    return all;
}

page<note> make_notes(std::size_t count, std::string const& text)
{
    page<note> all{.total_count = count, .items = {}};
    for (std::size_t i = 0; i != count; ++i) {
        std::string repeated;
        for (std::size_t times = 0; times != 1 + i % 7; ++times) repeated += text;
        all.items.push_back({text, repeated});
    }
    return all;
}

namespace {

template <class Function>
auto list_of(std::size_t count, Function element)
{
    random_numbers random;
    std::vector<decltype(element(random))> list;
    list.reserve(count);
    while (count-- != 0) list.push_back(element(random));
    return list;
}

double amount(random_numbers& random) { return static_cast<double>(random.below(10'000'000)) / 100; }

}  // namespace

std::vector<bool> make_bools(std::size_t count)
{
    return list_of(count, [](random_numbers& random) { return random.below(2) == 0; });
}

std::vector<std::int64_t> make_integers(std::size_t count, std::size_t digits)
{
    return list_of(count, [=](random_numbers& random) {
        return std::int64_t{std::stoll(std::to_string(1 + random.below(9)) + random.digits(digits - 1))};
    });
}

std::vector<double> make_amounts(std::size_t count) { return list_of(count, amount); }

std::vector<double> make_doubles(std::size_t count)
{
    return list_of(count, [](random_numbers& random) {
        return (static_cast<double>(random.below(std::uint64_t{1} << 53)) / 0x1p52 - 1) * 1000;
    });
}

std::vector<std::string> make_texts(std::size_t count, std::size_t least, std::size_t most)
{
    return list_of(count, [=](random_numbers& random) {
        std::string text(least + random.below(most - least + 1), ' ');
        for (auto& c : text) c = static_cast<char>('a' + random.below(26));
        return text;
    });
}

std::vector<point> make_points(std::size_t count)
{
    return list_of(count, [](random_numbers& random) { return point{amount(random), amount(random), amount(random)}; });
}

std::string indented(std::string const& text)
{
    return descry::write_json(descry::read_json<customer_billing_profile>(text).value(), {.indent = 4});
}

std::string upper_cased_names(std::string const& text)
{
    return changed(text, [](members& all) {
        for (auto& member : all)
            std::transform(member.first.begin(), member.first.end(), member.first.begin(), descry::to_upper);
    });
}

std::string reversed(std::string const& text)
{
    return changed(text, [](members& all) { std::reverse(all.begin(), all.end()); });
}

std::vector<std::string> shuffled(std::string const& text, std::size_t count)
{
    random_numbers random;
    std::vector<std::string> out;
    while (count-- != 0)
        out.push_back(changed(text, [&](members& all) {
            for (auto i = all.size(); i > 1; --i) std::swap(all[i - 1], all[random.below(i)]);
        }));
    return out;
}

std::string with_unknown_members(std::string const& text)
{
    return changed(text, [number = 0](members& all) mutable {
        members more;
        for (std::size_t i = 0; i != all.size(); ++i) {
            more.push_back(std::move(all[i]));
            if (i % 2 == 1) more.emplace_back("unknownMember" + std::to_string(++number), "of some length");
        }
        all = std::move(more);
    });
}

std::string standard_document(char const* name)
{
    auto const* const folder = std::getenv("DESCRY_DOCUMENTS");
    if (!folder) return {};
    std::ifstream file(std::string(folder) + '/' + name + ".json", std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace data
