// extras: the block that is allocated for unknown members, or for more members than fit the bits of a pointer.
#pragma once

#include <descry/model/extras.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry {

struct extras::block {
    presence_bits present{};
    std::vector<member> members;
    void const* unknown_to =
        nullptr;  // the table of the type that is known to have no member with one of the first `checked` names
    std::size_t checked = 0;
};

DESCRY_DECL std::uintptr_t extras::copy_of_block(extras const& other)
{
    return reinterpret_cast<std::uintptr_t>(new block(*other.block_or_null()));
}

DESCRY_DECL void extras::delete_block() noexcept { delete block_or_null(); }

DESCRY_DECL std::span<extras::member const> extras::members() const noexcept
{
    auto const* b = block_or_null();
    return b ? std::span<member const>(b->members) : std::span<member const>();
}

DESCRY_DECL std::string_view extras::find(std::string_view name) const noexcept
{
    for (auto const& m : members())
        if (m.name == name) return m.json;
    return {};
}

DESCRY_DECL void extras::set_unchecked(std::string name, std::string json)
{
    auto& to = own_block();
    for (auto& m : to.members)
        if (m.name == name) return void(m.json = std::move(json));
    to.members.push_back({std::move(name), std::move(json)});
}

DESCRY_DECL std::span<extras::member const> extras::names_to_check(void const* table) const noexcept
{
    auto const* b = block_or_null();
    if (!b) return {};
    return std::span<member const>(b->members).subspan(b->unknown_to == table ? b->checked : 0);
}

DESCRY_DECL void extras::append(std::string_view name, std::string_view json, void const* table)
{
    auto& to = own_block();
    if (to.members.empty()) to.unknown_to = table;
    bool const is_checked = to.unknown_to == table && to.checked == to.members.size();
    to.members.push_back({std::string(name), std::string(json)});
    if (is_checked) ++to.checked;
}

DESCRY_DECL std::size_t extras::memory_for(std::size_t number) noexcept
{
    if (number == 0) return sizeof(block) + first_room * sizeof(member);
    return allocates_for(number) ? 3 * sizeof(member) : 0;  // the maximum while the vector grows
}

DESCRY_DECL void extras::replace(std::size_t number, std::string_view json)
{
    own_block().members[number].json.assign(json);
}

DESCRY_DECL void extras::erase(std::string_view name)
{
    auto* const from = block_or_null();
    if (!from) return;
    auto& all = from->members;
    auto const at = std::find_if(all.begin(), all.end(), [&](member const& m) { return m.name == name; });
    if (at == all.end()) return;
    if (static_cast<std::size_t>(at - all.begin()) < from->checked) --from->checked;
    all.erase(at);
}

DESCRY_DECL void extras::erase(std::vector<bool> const& marked)
{
    auto* const from = block_or_null();
    if (!from) return;
    auto& all = from->members;
    std::size_t kept = 0, checked = 0;
    for (std::size_t i = 0; i != all.size(); ++i) {
        if (marked[i]) continue;
        if (i < from->checked) ++checked;
        if (kept != i) all[kept] = std::move(all[i]);
        ++kept;
    }
    all.resize(kept);
    from->checked = checked;
}

DESCRY_DECL void extras::set_present(std::size_t number, bool value)
{
    if (!has_block() && number < inline_bits) {
        auto const bit = std::uintptr_t{1} << (number + 1);
        state_ = inline_tag | (value ? state_ | bit : state_ & ~bit);
        return;
    }
    auto& word = own_present()[number / word_bits];
    auto const bit = std::uint64_t{1} << number % word_bits;
    word = value ? word | bit : word & ~bit;
}

DESCRY_DECL presence_bits const& extras::present_in_block() const noexcept { return block_or_null()->present; }

DESCRY_DECL presence_bits& extras::own_present() { return own_block().present; }

DESCRY_DECL bool extras::same_members(extras const& other) const noexcept
{
    auto const x = members();
    auto const y = other.members();
    return std::equal(x.begin(), x.end(), y.begin(), y.end());
}

DESCRY_DECL extras::block& extras::own_block()
{
    if (!has_block()) {
        auto b = std::make_unique<block>();
        b->members.reserve(first_room);
        b->present[0] = state_ >> 1;
        state_ = reinterpret_cast<std::uintptr_t>(b.release());
    }
    return *block_or_null();
}

}  // namespace descry
