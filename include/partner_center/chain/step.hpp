// step: one step of the chain, from a resource to those below it.
#pragma once

#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>

#include <descry/client/client.hpp>
#include <descry/core/wrong.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <type_traits>
#include <utility>

namespace partner_center::chain {

template <class R, class Below>
class branch;

/// Stands for the resource R, whose header is not included. It declares no verb, so that each call is one error that
/// names R.
template <class R>
struct header_is_not_included : descry::resource<descry::nothing, descry::nothing, "/"> {};

/// A position in the API. The ids given so far are the first members of every key below it. A step, and the resources
/// below it, may outlive their client.
template <std::size_t Ids>
class step {
    descry::client_handle client_;
    std::array<std::string, Ids> ids_;

public:
    step(descry::client_handle client, std::array<std::string, Ids> ids)
        : client_(std::move(client)), ids_(std::move(ids))
    {
    }

    /// The resource R below this position. `last` are the members of its key after the ids so far. For resources that
    /// the chain does not name: `partner.customers().by_id(id).at<my_resource>()`.
    template <descry::declared_resource R, class... Last>
        requires(!(... && std::is_same_v<std::remove_cvref_t<Last>, typename R::key_type>) || sizeof...(Last) != 1)
    descry::bound<R> at(Last&&... last) const
    {
        using key = typename R::key_type;
        constexpr auto given = Ids + sizeof...(Last);
        constexpr auto needed = descry::key_size<R>;
        if constexpr (given != needed) {
            descry::refuse<descry::wrong::number_of_ids_is_not_that_of_the_key<R, given, needed>>();
            return client_.at<R>(key());  // no other error follows
        } else {
            return with_ids(
                [&](auto const&... ids) {
                    return client_.at<R>(key{ids..., std::forward<Last>(last)...});
                },
                std::make_index_sequence<Ids>());
        }
    }

    /// The same with the last members of the key by name: `at<my_resource>({.note_id = id})`. Those before are the ids
    /// so far, whatever `last` has in their place.
    template <descry::declared_resource R>
    descry::bound<R> at(typename R::key_type last) const
    {
        namespace dsc = boost::describe;
        using members = dsc::describe_members<typename R::key_type, dsc::mod_public | dsc::mod_inherited>;
        constexpr auto needed = descry::key_size<R>;
        if constexpr (Ids > needed)
            descry::refuse<descry::wrong::number_of_ids_is_not_that_of_the_key<R, Ids, needed>>();
        else
            [&]<std::size_t... Number>(std::index_sequence<Number...>) {
                ((last.*boost::mp11::mp_at_c<members, Number>::pointer = ids_[Number]), ...);
            }(std::make_index_sequence<Ids>());
        return client_.at<R>(std::move(last));
    }

protected:
    /// A position below this one, with the same ids or one more.
    template <class Place, class... Id>
    Place below(Id... id) const
    {
        return with_ids(
            [&](auto const&... ids) {
                return Place(client_, std::array<std::string, Ids + sizeof...(Id)>{ids..., std::move(id)...});
            },
            std::make_index_sequence<Ids>());
    }

    /// The resource R, which can be called if its header was included.
    template <class R, bool Included, class... Id>
    auto open(Id... id) const
    {
        if constexpr (Included)
            return this->template at<R>(std::move(id)...);
        else
            return client_.template at<header_is_not_included<R>>({});
    }

    /// The same with the position below it.
    template <class R, class Place, bool Included, class... Id>
    auto open_branch(Id... id) const
    {
        using resource = std::conditional_t<Included, R, header_is_not_included<R>>;
        return branch<resource, Place>(open<R, Included>(id...), below<Place>(id...));
    }

private:
    template <class Function, std::size_t... Number>
    auto with_ids(Function const& function, std::index_sequence<Number...>) const
    {
        return function(std::get<Number>(ids_)...);
    }
};

/// A resource with the steps below it.
template <class R, class Below>
class branch : public descry::bound<R>, public Below {
public:
    branch(descry::bound<R> calls, Below below) : descry::bound<R>(std::move(calls)), Below(std::move(below)) {}
};

}  // namespace partner_center::chain

/// Functions of a step that lead to a resource, to a resource with further steps, and to both with an id. They are
/// templates, so that a program includes only the headers of the resources that it calls. A resource whose header is
/// not included leads to the resources below it, but cannot be called.
#define PARTNER_CENTER_LINK(name, resource)                                \
    template <class R = resource, bool Included = requires { sizeof(R); }> \
    auto name() const                                                      \
    {                                                                      \
        return this->template open<R, Included>();                         \
    }
#define PARTNER_CENTER_LEAF_BY_ID(name, resource)                          \
    template <class R = resource, bool Included = requires { sizeof(R); }> \
    auto name(std::string id) const                                        \
    {                                                                      \
        return this->template open<R, Included>(std::move(id));            \
    }
#define PARTNER_CENTER_BRANCH(name, resource, place)                       \
    template <class R = resource, bool Included = requires { sizeof(R); }> \
    auto name() const                                                      \
    {                                                                      \
        return this->template open_branch<R, place, Included>();           \
    }
#define PARTNER_CENTER_BY_ID(name, resource, place)                           \
    template <class R = resource, bool Included = requires { sizeof(R); }>    \
    auto name(std::string id) const                                           \
    {                                                                         \
        return this->template open_branch<R, place, Included>(std::move(id)); \
    }
