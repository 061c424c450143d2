// job: verbs that start a long-running job, and the resource with its status.
#pragma once

#include <descry/rest/resource.hpp>
#include <descry/rest/verb.hpp>

#include <type_traits>

namespace descry {

/// A verb that starts a job: the service responds with 202 (RFC 9110, 15.3.3) before the job ends, and with the URL of
/// its status in `Location`, absolute or relative to the base URL of the service. `Status` is a resource with `get`.
/// `Ended` returns true for a final status, of success or failure; it must not throw.
/// @code
/// bool is_final(upload_status const& status);
/// struct uploads : descry::resource<upload, shop_key, "/shops/{shop_id}/uploads",
///                      descry::starts<descry::create<>, upload_status_resource, is_final>> {};
/// @endcode
template <class Verb, class Status, bool (*Ended)(typename Status::model_type const& status)>
struct starts : Verb {
    using response = nothing;
    using status = Status;

    /// `Ended` for a type-erased model.
    static bool ended(void const* model) noexcept
    {
        return Ended(*static_cast<typename Status::model_type const*>(model));
    }
};

namespace detail {

// Replaces a verb that is not declared, so that no other error follows the line of `wrong`.
struct undeclared_start : undeclared<verb_kind::action> {
    using request = whole_model;
    using status = resource<nothing, nothing, "/", get>;
    static bool ended(void const*) noexcept { return true; }
};

/// The verb of R that starts a job. Fails the compilation with one line if there is none.
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
