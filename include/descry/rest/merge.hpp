// merge: three-way merge of described structs.
#pragma once

#include <descry/core/detail/member_index.hpp>
#include <descry/core/error.hpp>
#include <descry/core/wrong.hpp>
#include <descry/json/detail/pointer.hpp>
#include <descry/json/detail/reader.hpp>
#include <descry/json/detail/writer.hpp>
#include <descry/model/describe.hpp>
#include <descry/model/detail/check_reading.hpp>
#include <descry/model/detail/field_table.hpp>
#include <descry/model/extras.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry {

/// The result of `merge`.
template <class T>
struct merged {
    T value;
    /// JSON pointers (RFC 6901) of the members that both sides changed to different values, such as
    /// `/defaultAddress/city`. Their values are those of `theirs`.
    std::vector<std::string> conflicts{};
};

namespace detail {

/// Traverses three objects of one type, and copies to `theirs` the members that only `mine` changed since `base`.
/// Values are compared and copied as JSON text. Throws `call_error` if a value cannot be written as JSON.
class merger {
    std::vector<std::string> conflicts_{};
    std::string pointer_{};

    // Three objects at the same position.
    struct sides {
        void const* base;
        void const* mine;
        void* theirs;
    };

public:
    void objects(object_table const& table, void const* base, void const* mine, void* theirs)
    {
        sides const all{base, mine, theirs};
        for (auto const* f = table.fields; f != table.fields + table.size; ++f) known_member(table, *f, all);
        if (table.extras) unknown_members(table, all);
    }

    std::vector<std::string>& conflicts() noexcept { return conflicts_; }

private:
    void known_member(object_table const& table, field const& f, sides const& all)
    {
        auto const was = write(table, f, all.base), wanted = write(table, f, all.mine);
        if (wanted == was) return;
        auto const is = write(table, f, all.theirs);
        if (wanted == is) return;
        if (is == was) return read(table, f, wanted, all.theirs);

        auto const size = pointer_.size();
        pointer_ += reference_token(f.names[0]);
        auto const* const base = inner_object(table, f, all.base);
        auto const* const mine = inner_object(table, f, all.mine);
        if (base && mine && inner_object(table, f, all.theirs)) {
            // The object may be that of an argument of the caller.
            if (f.type.what == kind::optional && f.type.optional->shared) read(table, f, is, all.theirs);
            objects(*object_in(f.type), base, mine, const_cast<void*>(inner_object(table, f, all.theirs)));
        } else {
            conflicts_.push_back(pointer_);
        }
        pointer_.resize(size);
    }

    void unknown_members(object_table const& table, sides const& all)
    {
        auto const& base = extras_of_object(table, all.base);
        auto const& mine = extras_of_object(table, all.mine);
        auto& theirs = const_cast<extras&>(extras_of_object(table, all.theirs));
        using index = member_index<extras::member>;
        index const in_base(base.members()), in_mine(mine.members()), in_theirs(theirs.members());
        std::vector<bool> removed(theirs.members().size());
        std::vector<extras::member> added;
        auto const bring = [&](std::string const& name) {
            auto const* const held = in_theirs.find(name);
            auto const was = json_of(in_base.find(name)), wanted = json_of(in_mine.find(name)), is = json_of(held);
            if (wanted == was || wanted == is) return;
            if (is != was)
                conflicts_.push_back(pointer_ + reference_token(name));
            else if (wanted.empty())
                removed[in_theirs.index_of(held)] = true;
            else if (held)
                theirs.replace(in_theirs.index_of(held), wanted);
            else
                added.push_back({name, std::string(wanted)});
        };
        for (auto const& m : base.members()) bring(m.name);
        for (auto const& m : mine.members())
            if (!in_base.find(m.name)) bring(m.name);
        theirs.erase(removed);
        for (auto const& m : added) theirs.append(m.name, m.json);
    }

    // The JSON text of a member; empty for null.
    static std::string_view json_of(extras::member const* member) noexcept
    {
        return member ? std::string_view(member->json) : std::string_view();
    }

    static extras const& extras_of_object(object_table const& table, void const* object) noexcept
    {
        return *static_cast<extras const*>(member_at(object, table, table.extras));
    }

    static object_table const* object_in(value_type const& type) noexcept
    {
        if (type.what == kind::object) return type.object;
        if (type.what != kind::optional && type.what != kind::omittable) return nullptr;
        return type.optional->value.what == kind::object ? type.optional->value.object : nullptr;
    }

    // The object in a member, which may be optional; null if it is empty or not an object.
    static void const* inner_object(object_table const& table, field const& f, void const* object) noexcept
    {
        auto const* const member = member_at(object, table, f.address);
        if (!object_in(f.type)) return nullptr;
        return f.type.what == kind::object ? member : f.type.optional->get(member);
    }

    // The JSON text of a member; empty if it is absent.
    static std::string write(object_table const& table, field const& f, void const* object)
    {
        auto const* const member = member_at(object, table, f.address);
        if (may_be_absent(f.type.what) && !f.type.optional->get(member)) {
            bool const null = f.type.what == kind::omittable
                                  ? static_cast<omittable_table const*>(f.type.optional)->is_null(member)
                                  : table.extras && extras_of_object(table, object).present(f.presence);
            return null ? "null" : "";
        }
        std::string text;
        writer out(text, {});
        if (!out.document(f.type, member)) throw call_error(out.error());
        return text;
    }

    // Reads a member from the text that `write` returned.
    static void read(object_table const& table, field const& f, std::string const& text, void* object)
    {
        auto* const member = member_at(object, table, f.address);
        if (table.extras) const_cast<extras&>(extras_of_object(table, object)).set_present(f.presence, !text.empty());
        if (text.empty()) return f.type.optional->reset(member);
        reader in(text, {.max_depth = max_typed_depth});
        if (!in.document(f.type, member)) throw call_error(in.error());
    }
};

}  // namespace detail

/// Merges the changes of `mine` and `theirs` since `base`, by member at every depth. Unknown members are included, and
/// `null` differs from absent. A member that one side changed takes its value. A member that both changed to different
/// values keeps that of `theirs` and is reported in `conflicts`. Lists, maps and unknown members are merged as a whole.
///
/// After `errc::conflict`, `base` is the state that was read first and `theirs` the present one. The result has the
/// entity tag of `theirs`, so that it can be sent. No argument is modified, also not through a std::shared_ptr. Only
/// described structs can be merged. Throws `call_error` if a value cannot be written as JSON.
template <class T>
merged<T> merge(T const& base, T const& mine, T theirs)
{
    detail::check_reading<T, detail::source::temporary_text>();
    detail::merger work;
    if constexpr (!described_struct<T>)
        refuse<wrong::only_described_structs_can_be_merged<T>>();
    else
        work.objects(*type_for<T>().object, &base, &mine, &theirs);
    return {std::move(theirs), std::move(work.conflicts())};
}

}  // namespace descry
