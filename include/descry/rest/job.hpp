// job: a verb whose work goes on after its answer, and the resource that says how far it is.
#pragma once

#include <descry/rest/resource.hpp>
#include <descry/rest/verb.hpp>

#include <type_traits>

namespace descry {

/// The verb, which the service answers before it is done (202; RFC 9110, 15.3.3), with the place of `Status`, a
/// resource with `get`, in `Location`, absolute or relative to the service's base URL. `Ended` says whether a status is
/// the last one: that the job was done, or that it failed. It must not throw.
/// @code
/// bool is_final(upload_status const& status);
/// struct uploads : descry::resource<upload, shop_key, "/shops/{shop_id}/uploads",
///                      descry::starts<descry::create<>, upload_status_resource, is_final>> {};
/// @endcode
template <class Verb, class Status, bool (*Ended)(typename Status::model_type const& status)>
struct starts : Verb {
    using response = nothing;
    using status = Status;

    /// The same without its type.
    static bool ended(void const* model) noexcept
    {
        return Ended(*static_cast<typename Status::model_type const*>(model));
    }
};

namespace detail {

// Stands for a verb that is not declared, so that no other error hides the one that says so.
struct undeclared_start : undeclared<verb_kind::action> {
    using request = whole_model;
    using status = resource<nothing, nothing, "/", get>;
    static bool ended(void const*) noexcept { return true; }
};

/// The verb of R that starts a job.
template <declared_resource R>
struct starting_verb {
    using found = boost::mp11::mp_copy_if<typename R::verbs, starts_job>;

    static auto find()
    {
        if constexpr (!boost::mp11::mp_empty<found>::value)
            return std::type_identity<boost::mp11::mp_front<found>>{};
        else {
            refuse<wrong::resource_declares_no_verb_that_starts_a_job<R>>();
            return std::type_identity<undeclared_start>{};
        }
    }
    using type = typename decltype(find())::type;

    using request = body_of<R, typename type::request>;
    using query = typename type::query;
    using status = typename type::status;
};

}  // namespace detail

}  // namespace descry
