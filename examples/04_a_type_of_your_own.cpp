// JSON without HTTP, with a user-defined scalar type: one specialization makes it a type of members like all others.
#include <descry/json.hpp>

#include <charconv>
#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shop {

// An amount of money: minor units and a currency. In JSON it is a string, "12.50 EUR".
struct price {
    std::int64_t minor_units = 0;
    std::string currency;
};

struct article {
    std::string name;
    shop::price price;
    std::optional<shop::price> list_price;
    descry::extras extras;
};
BOOST_DESCRIBE_STRUCT(article, (), (name, price, list_price, extras))

}  // namespace shop

template <>
struct descry::scalar<shop::price> {
    static constexpr char const* expected = "a price like \"12.50 EUR\"";

    // Returns nullopt if the token is not a price. Refuses every spelling that `write` does not write, so that a value
    // that was read is written unchanged.
    static std::optional<shop::price> read(descry::scalar_token token)
    {
        auto const [text, quoted] = token;
        auto const space = text.find(' ');
        if (!quoted || space == std::string_view::npos || text.size() != space + 4) return {};
        auto const amount = descry::decimal::parse(text.substr(0, space));
        if (!amount || amount->scale() != 2) return {};
        auto const digits = (*amount * 100).to_string();  // 1250.00

        shop::price out{.minor_units = 0, .currency = std::string(text.substr(space + 1))};
        auto const ec = std::from_chars(digits.data(), digits.data() + digits.size(), out.minor_units).ec;
        if (ec != std::errc()) return {};
        return out;
    }

    // Appends the text. Returns true because it is written as a string.
    static bool write(shop::price const& value, std::string& out)
    {
        (descry::decimal(value.minor_units) * descry::decimal("0.01")).append_to(out);
        out += ' ' + value.currency;
        return true;
    }
};

int main()
{
    auto articles = descry::read_json<std::vector<shop::article>>(
        R"([{"Name": "lamp", "Price": "12.50 EUR", "weight": 1.20}, {"name": "bulb", "price": "-0.99 EUR"}])");
    if (!articles) return std::cerr << articles.error().message() << '\n', 1;

    articles->front().list_price = shop::price{.minor_units = 1500, .currency = "EUR"};
    std::cout << descry::write_json(*articles, {.indent = 2}) << '\n';

    auto const mistake = descry::read_json<shop::article>(R"({"name": "lamp", "price": "12,50 EUR"})");
    std::cout << mistake.error().message()
              << '\n';  // /price: expected a price like "12.50 EUR", found another string …
    return mistake ? 1 : 0;
}
