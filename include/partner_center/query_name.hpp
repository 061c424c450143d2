// query_name: an enumerator in a query, if its spelling there differs from that in bodies.
#pragma once

#include <descry/model/open_enum.hpp>
#include <descry/model/scalar.hpp>

#include <boost/mp11/algorithm.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace partner_center {

/// An enumerator of E, written in PascalCase regardless of the style of E: `OneTime`. A value without a name is written
/// as an empty string, which a query refuses. Read in any casing.
template <descry::described_enum E>
struct query_name {
    E value{};

    constexpr query_name() noexcept = default;
    constexpr query_name(E enumerator) noexcept : value(enumerator) {}

    bool operator==(query_name const&) const = default;
};

}  // namespace partner_center

template <class E>
struct descry::scalar<partner_center::query_name<E>> {
    using type = partner_center::query_name<E>;

    static constexpr char const* expected = "an enumerator";

    static std::optional<type> read(scalar_token token)
    {
        auto const known = open_enum<E>(token.text).value();
        return known ? std::optional<type>(*known) : std::nullopt;
    }

    static bool write(type const& name, std::string& out)
    {
        auto const start = out.size();
        boost::mp11::mp_for_each<enumerators_of<E>>([&](auto descriptor) {
            if (descriptor.value != name.value || out.size() != start) return;
            std::string_view const declared(descriptor.name);
            out.resize(start + declared.size());
            out.resize(start + write_cased_name(declared, casing::pascal, out.data() + start));
        });
        return true;
    }
};
