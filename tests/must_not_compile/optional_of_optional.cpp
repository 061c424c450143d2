// An optional in two others could not tell its empty states apart: absent, null, and one more. Nor could one that holds
// an atomic, or a variant of one, with an optional.
// expected: descry::wrong::member_type_is_not_supported<shop::order,&shop::order::total,
// also: descry::wrong::member_type_is_not_supported<shop::order,&shop::order::stock,
// also: descry::wrong::member_type_is_not_supported<shop::order,&shop::order::shared,
// also: descry::wrong::member_type_is_not_supported<shop::order,&shop::order::nested,
// also: descry::wrong::member_type_is_not_supported<shop::order,&shop::order::either,
#include <descry/json.hpp>

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <variant>

namespace shop {

struct order {
    int number = 0;
#ifdef MISTAKE
    std::optional<std::optional<std::optional<int>>> total;
    std::optional<std::atomic<std::optional<int>>> stock;
    std::shared_ptr<std::atomic<std::optional<int>>> shared;
    std::optional<std::optional<std::atomic<std::optional<int>>>> nested;
    std::optional<std::variant<bool, std::atomic<std::optional<int>>>> either;
#else
    std::optional<std::optional<int>> total;
    std::optional<std::atomic<int>> stock;
    std::shared_ptr<std::atomic<int>> shared;
    std::optional<std::optional<std::atomic<int>>> nested;
    std::optional<std::variant<bool, std::atomic<int>>> either;
#endif
};
BOOST_DESCRIBE_STRUCT(order, (), (number, total, stock, shared, nested, either))

}  // namespace shop

std::string write(shop::order const& order) { return descry::write_json(order); }
