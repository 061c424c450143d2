// bound: the calls of one resource, which are bound to a declaration, a key and a client.
#pragma once

#include <descry/client/call_options.hpp>
#include <descry/client/detail/paged_verb.hpp>
#include <descry/client/detail/ranges_of_calls.hpp>
#include <descry/client/detail/resource_calls.hpp>
#include <descry/client/detail/typed_call.hpp>
#include <descry/client/download.hpp>
#include <descry/client/job.hpp>
#include <descry/core/error.hpp>
#include <descry/rest/job.hpp>
#include <descry/rest/resource.hpp>

#include <boost/mp11/algorithm.hpp>

#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace descry {

/// One resource of a service, as `R` declares it, for one key. Cheap to copy; may be used from several threads at once.
/// It may outlive its client; calls then fail with `errc::canceled`.
///
/// Each call has four forms. `get()` blocks and throws `call_error`; `try_get()` blocks and returns a `result`;
/// `async_get(token)` completes with the result, or with a `call_error` as std::exception_ptr; `async_try_get(token)`
/// completes with a `result`. Any completion token of Asio is accepted; the default is `use_awaitable`. An asynchronous
/// form reads its arguments before it returns. If the verb has a query, the query is the last argument before the
/// token: `get({.size = 5})`, `async_get({.size = 5}, token)`. If it is omitted, the default-constructed query is sent:
/// `async_get(token)`. A verb that R does not declare does not compile. Template arguments are never specified by the
/// caller: they are deduced from R and from the arguments.
///
/// Each asynchronous form supports the cancellation types of Asio. `terminal` and `partial` end the call at any time
/// with `errc::canceled`, and `failure_details::maybe_done` tells whether the service may have carried out a change.
/// `total` ends a call that has no side effects: one whose methods are safe, such as `async_get`, `async_exists` and
/// `async_download`, at any time; any other while no part of its change was sent, or while each attempt is known not to
/// have been carried out. Later `total` has no effect.
template <declared_resource R>
class bound {
    template <class Declared>
    using request_of = typename Declared::request;
    template <class Declared>
    using query_of = typename Declared::query;
    template <class Declared>
    using result_of = detail::result_of<Declared>;
    template <class Declared>
    using job_of = detail::job_of<Declared>;
    template <bool HasRequest>
    using start_verb = typename detail::starting_verb_with<R, HasRequest>::type;
    template <class First, class Declared>
    using token_after = detail::token_after<First, typename Declared::query>;

    using get_verb = detail::declared_verb<R, verb_kind::get>;
    using paged_verb = detail::paged_verb<R>;
    using paged_action = detail::paged_action<R>;
    using exists_verb = detail::declared_verb<R, verb_kind::exists>;
    using download_verb = detail::declared_verb<R, verb_kind::download>;
    using put_verb = detail::declared_verb<R, verb_kind::put>;
    using patch_verb = detail::declared_verb<R, verb_kind::patch>;
    using remove_verb = detail::declared_verb<R, verb_kind::remove>;
    using create_verb = detail::declared_verb<R, verb_kind::create>;
    using upload_verb = detail::declared_verb<R, verb_kind::upload>;
    using action_verb = detail::declared_verb<R, verb_kind::action>;
    using watch_verb = detail::declared_verb<R, verb_kind::watch>;

public:
    using model_type = typename R::model_type;
    using key_type = typename R::key_type;

    key_type const& key() const noexcept { return calls_.key; }

    /// The same resource, whose calls are made with `options`.
    bound with(call_options options) const
    {
        auto out = *this;
        out.calls_.options = std::move(options);
        return out;
    }

    /// The same resource, whose calls take the entity tag or the version of their condition from `state`, a
    /// representation that was read before. For verbs whose request has no entity tag, such as an action.
    /// @code api.at<loans>(key).for_state(book).invoke({.days = 7}); @endcode
    bound for_state(model_type state) const
    {
        using verbs = typename R::verbs;
        if constexpr (!boost::mp11::mp_any_of_q<verbs, detail::needs_state_of_model<model_type>>::value)
            refuse<wrong::resource_declares_no_if_match_condition<R>>();
        auto out = *this;
        out.calls_.state = std::make_shared<model_type const>(std::move(state));
        return out;
    }

    /// The same resource, whose calls use `Verb` where it declares several verbs of that kind: without it, they use the
    /// first. `modify` uses the given `put` or `patch`.
    /// @code api.at<issues>(key).by<descry::json_patch<>>().patch(before, after); @endcode
    template <class Verb>
    auto by() const
    {
        if constexpr (boost::mp11::mp_contains<typename R::verbs, Verb>::value) {
            bound<detail::preferring<R, Verb>> out(calls_.owner, calls_.key);
            out.calls_.options = calls_.options;
            out.calls_.state = calls_.state;
            return out;
        } else {
            refuse<wrong::resource_does_not_declare_this_verb<R, Verb>>();
            return *this;
        }
    }

    // ---- Reading

    /// Reads the resource (GET).
    template <class Declared = get_verb>
    result_of<Declared> get(query_of<Declared> const& query = {}) const
    {
        return calls_.of(Declared()).perform(query);
    }
    template <class Declared = get_verb>
    [[nodiscard]] result<result_of<Declared>> try_get(query_of<Declared> const& query = {}) const
    {
        return calls_.of(Declared()).try_perform(query);
    }
    template <class Declared = get_verb, class Query = query_of<Declared>, class Token = token_after<Query, Declared>>
    auto async_get(Query&& query = {}, Token&& token = Token()) const
    {
        return detail::start<Query, Token>(calls_.of(Declared()), query, token);
    }
    template <class Declared = get_verb, class Query = query_of<Declared>, class Token = token_after<Query, Declared>>
    auto async_try_get(Query&& query = {}, Token&& token = Token()) const
    {
        return detail::try_start<Query, Token>(calls_.of(Declared()), query, token);
    }

    /// True if the resource exists (HEAD).
    template <class Declared = exists_verb>
    result_of<Declared> exists(query_of<Declared> const& query = {}) const
    {
        return calls_.of(Declared()).perform(query);
    }
    template <class Declared = exists_verb>
    [[nodiscard]] result<result_of<Declared>> try_exists(query_of<Declared> const& query = {}) const
    {
        return calls_.of(Declared()).try_perform(query);
    }
    template <class Declared = exists_verb, class Query = query_of<Declared>,
              class Token = token_after<Query, Declared>>
    auto async_exists(Query&& query = {}, Token&& token = Token()) const
    {
        return detail::start<Query, Token>(calls_.of(Declared()), query, token);
    }
    template <class Declared = exists_verb, class Query = query_of<Declared>,
              class Token = token_after<Query, Declared>>
    auto async_try_exists(Query&& query = {}, Token&& token = Token()) const
    {
        return detail::try_start<Query, Token>(calls_.of(Declared()), query, token);
    }

    /// The elements of a collection that R declares with `in_pages`, or its pages, as ranges of
    /// `<descry/client/pages.hpp>`. No request is sent before the first element is read. If an action reads the pages,
    /// its request is the first argument: `all({.jql = "…"})`.
    template <detail::without_request Declared = paged_verb, class Options = page_options,
              bool HasHeader = requires { sizeof(Options); }>
    auto all(query_of<Declared> const& query = {}, detail::if_included<HasHeader, Options> const& options = {}) const
    {
        return detail::elements_in_pages<R, Declared>(pages<Declared>(query, options));
    }
    template <detail::without_request Declared = paged_verb, class Options = page_options,
              bool HasHeader = requires { sizeof(Options); }>
    auto pages(query_of<Declared> const& query = {}, detail::if_included<HasHeader, Options> const& options = {}) const
    {
        return detail::make_pages<Declared, HasHeader>(calls_, query, options);
    }
    template <detail::with_request Declared = paged_action, class Options = page_options,
              bool HasHeader = requires { sizeof(Options); }>
    auto all(request_of<Declared> const& value, query_of<Declared> const& query = {},
             detail::if_included<HasHeader, Options> const& options = {}) const
    {
        return detail::elements_in_pages<R, Declared>(pages<Declared>(value, query, options));
    }
    template <detail::with_request Declared = paged_action, class Options = page_options,
              bool HasHeader = requires { sizeof(Options); }>
    auto pages(request_of<Declared> const& value, query_of<Declared> const& query = {},
               detail::if_included<HasHeader, Options> const& options = {}) const
    {
        return detail::make_pages<Declared, HasHeader>(calls_, query, options, value);
    }

    /// Downloads a file (GET) of any size into a sink, piece by piece. The sink may be shared, or may live as long as
    /// the call: `download(descry::file_sink("invoice.pdf"))`. Its `begin` is called once for each response with a
    /// status of 2xx, its `end` when the file is complete. A sink that fails ends the call with `errc::sink_refused`. A
    /// truncated file is a failure with `response_begun`, and is not requested again. Asynchronous forms call the sink
    /// on the client's executor.
    template <class Declared = download_verb>
    downloaded download(detail::sink_argument sink, query_of<Declared> const& query = {}) const
    {
        return calls_.downloading(Declared(), sink.sink).perform(query);
    }
    template <class Declared = download_verb>
    [[nodiscard]] result<downloaded> try_download(detail::sink_argument sink,
                                                  query_of<Declared> const& query = {}) const
    {
        return calls_.downloading(Declared(), sink.sink).try_perform(query);
    }
    template <class Declared = download_verb, class Query = query_of<Declared>,
              class Token = token_after<Query, Declared>>
    auto async_download(std::shared_ptr<body_sink> sink, Query&& query = {}, Token&& token = Token()) const
    {
        return detail::start<Query, Token>(calls_.downloading(Declared(), sink), query, token);
    }
    template <class Declared = download_verb, class Query = query_of<Declared>,
              class Token = token_after<Query, Declared>>
    auto async_try_download(std::shared_ptr<body_sink> sink, Query&& query = {}, Token&& token = Token()) const
    {
        return detail::try_start<Query, Token>(calls_.downloading(Declared(), sink), query, token);
    }

    /// The values of a streamed response, one after the other as they arrive, as a `stream` of
    /// `<descry/client/stream.hpp>`: `for (auto& event : pods.watch({.watch = true}))`. No request is sent before the
    /// first value is read. There is no argument for the request if R declares none.
    template <detail::without_request Declared = watch_verb>
    auto watch(query_of<Declared> const& query = {}) const
    {
        return detail::make_stream<Declared>(calls_, query);
    }
    template <detail::with_request Declared = watch_verb>
    auto watch(request_of<Declared> const& value, query_of<Declared> const& query = {}) const
    {
        return detail::make_stream<Declared>(calls_, query, value);
    }

    // ---- Changing

    /// Replaces the resource (PUT) by `value`, including its unknown members, under the condition that R declares, and
    /// returns the resource as stored, with its new entity tag. Under `if_match`, a value without an entity tag fails
    /// with `errc::missing_etag`, unless the call has an `If-Match` or `If-None-Match` field of its own. An entity tag
    /// that is no longer current is `errc::conflict`. A 202 response is `errc::accepted`, whether or not it has a body.
    /// Another success without a body returns `value`, or, if the response has another type, is `errc::state_not_read`.
    template <class Declared = put_verb>
    result_of<Declared> update(request_of<Declared> const& value, query_of<Declared> const& query = {}) const
    {
        return calls_.sending(Declared(), value).perform(query);
    }
    template <class Declared = put_verb>
    [[nodiscard]] result<result_of<Declared>> try_update(request_of<Declared> const& value,
                                                         query_of<Declared> const& query = {}) const
    {
        return calls_.sending(Declared(), value).try_perform(query);
    }
    template <class Declared = put_verb, class Query = query_of<Declared>, class Token = token_after<Query, Declared>>
    auto async_update(request_of<Declared> const& value, Query&& query = {}, Token&& token = Token()) const
    {
        return detail::start<Query, Token>(calls_.sending(Declared(), value), query, token);
    }
    template <class Declared = put_verb, class Query = query_of<Declared>, class Token = token_after<Query, Declared>>
    auto async_try_update(request_of<Declared> const& value, Query&& query = {}, Token&& token = Token()) const
    {
        return detail::try_start<Query, Token>(calls_.sending(Declared(), value), query, token);
    }

    /// Changes the resource (PATCH) from `before`, as it was read, to `after`: sends the members that differ, or the
    /// whole of `after` where R declares `patch_whole`. Conditions are as for `update`, with the entity tag of
    /// `before`.
    template <class Declared = patch_verb>
    result_of<Declared> patch(request_of<Declared> const& before, request_of<Declared> const& after,
                              query_of<Declared> const& query = {}) const
    {
        return calls_.changing(Declared(), before, after).perform(query);
    }
    template <class Declared = patch_verb>
    [[nodiscard]] result<result_of<Declared>> try_patch(request_of<Declared> const& before,
                                                        request_of<Declared> const& after,
                                                        query_of<Declared> const& query = {}) const
    {
        return calls_.changing(Declared(), before, after).try_perform(query);
    }
    template <class Declared = patch_verb, class Query = query_of<Declared>, class Token = token_after<Query, Declared>>
    auto async_patch(request_of<Declared> const& before, request_of<Declared> const& after, Query&& query = {},
                     Token&& token = Token()) const
    {
        return detail::start<Query, Token>(calls_.changing(Declared(), before, after), query, token);
    }
    template <class Declared = patch_verb, class Query = query_of<Declared>, class Token = token_after<Query, Declared>>
    auto async_try_patch(request_of<Declared> const& before, request_of<Declared> const& after, Query&& query = {},
                         Token&& token = Token()) const
    {
        return detail::try_start<Query, Token>(calls_.changing(Declared(), before, after), query, token);
    }

    /// Reads the resource, changes it and updates it (PUT, or PATCH where R declares that):
    /// @code billing.modify([](auto& profile) { profile.email = "…"; }); @endcode
    /// After a conflict with another client's update, the resource is read and changed again, at most
    /// `client_options::max_conflicts` times. One deadline covers the whole operation. Returns the resource as stored;
    /// a 202 response is `errc::accepted`. If R declares no condition, or declares `if_match_if_present` and the
    /// representation that was read has no entity tag, conflicts are not detected, and the updates of others are
    /// overwritten. If the condition is the entity tag of a representation, the update carries the entity tag that was
    /// read, even if `change` removes or replaces it.
    ///
    /// `change` is called with the model, perhaps several times, each time with the representation that was just read,
    /// until an update has succeeded or failed; an update that may have been carried out is never repeated. An
    /// exception that `change` throws propagates from `modify` and `try_modify`, and no update is sent; `async_modify`
    /// completes with the exception, and `async_try_modify` with `errc::change_refused`. The asynchronous forms keep a
    /// copy of `change` and call it on the client's executor. A request id in `call_options` is ignored, since several
    /// requests are sent.
    template <class Change>
    auto modify(Change&& change) const
    {
        return calls_.modifying(std::ref(change)).try_perform().value();
    }
    template <class Change>
    [[nodiscard]] auto try_modify(Change&& change) const
    {
        return calls_.modifying(std::ref(change)).try_perform();
    }
    template <class Change, class Token = detail::use_awaitable>
    auto async_modify(Change&& change, Token&& token = Token()) const
    {
        auto call = calls_.modifying(std::decay_t<Change>(std::forward<Change>(change)));
        return call.template start<detail::with_exception>(std::forward<Token>(token));
    }
    template <class Change, class Token = detail::use_awaitable>
    auto async_try_modify(Change&& change, Token&& token = Token()) const
    {
        auto call = calls_.modifying(std::decay_t<Change>(std::forward<Change>(change)));
        return call.template start<detail::with_result>(std::forward<Token>(token));
    }

    /// Removes the resource (DELETE), under the condition that R declares. A resource that does not exist is
    /// `errc::not_found`, unless an earlier attempt of the same call, whose response was lost, removed it. If the
    /// condition is the entity tag or the version of a representation, use an overload that takes the representation,
    /// or `for_state`; otherwise the call fails with `errc::missing_etag`. A 202 response is a success: the removal is
    /// accepted and may not be done yet, as the status in `call_options::head` indicates.
    template <class Declared = remove_verb>
    result_of<Declared> remove(query_of<Declared> const& query = {}) const
    {
        return calls_.of(Declared()).perform(query);
    }
    template <class Declared = remove_verb>
    [[nodiscard]] result<result_of<Declared>> try_remove(query_of<Declared> const& query = {}) const
    {
        return calls_.of(Declared()).try_perform(query);
    }
    template <class Declared = remove_verb, detail::no_state_of<R> Query = query_of<Declared>,
              class Token = token_after<Query, Declared>>
    auto async_remove(Query&& query = {}, Token&& token = Token()) const
    {
        return detail::start<Query, Token>(calls_.of(Declared()), query, token);
    }
    template <class Declared = remove_verb, detail::no_state_of<R> Query = query_of<Declared>,
              class Token = token_after<Query, Declared>>
    auto async_try_remove(Query&& query = {}, Token&& token = Token()) const
    {
        return detail::try_start<Query, Token>(calls_.of(Declared()), query, token);
    }
    template <class Declared = remove_verb, detail::state_of<R> State>
    result_of<Declared> remove(State const& state, query_of<Declared> const& query = {}) const
    {
        return calls_.removing(Declared(), state).perform(query);
    }
    template <class Declared = remove_verb, detail::state_of<R> State>
    [[nodiscard]] result<result_of<Declared>> try_remove(State const& state, query_of<Declared> const& query = {}) const
    {
        return calls_.removing(Declared(), state).try_perform(query);
    }
    template <class Declared = remove_verb, detail::state_of<R> State, class Query = query_of<Declared>,
              class Token = token_after<Query, Declared>>
    auto async_remove(State const& state, Query&& query = {}, Token&& token = Token()) const
    {
        return detail::start<Query, Token>(calls_.removing(Declared(), state), query, token);
    }
    template <class Declared = remove_verb, detail::state_of<R> State, class Query = query_of<Declared>,
              class Token = token_after<Query, Declared>>
    auto async_try_remove(State const& state, Query&& query = {}, Token&& token = Token()) const
    {
        return detail::try_start<Query, Token>(calls_.removing(Declared(), state), query, token);
    }

    // ---- Creating, and the actions of a service

    /// Creates a resource below this one (POST). If the response is lost, the request is retried only if the service
    /// recognizes it by its request id; otherwise `failure_details::maybe_done` indicates that the resource may exist.
    /// A 202 response is `errc::accepted`, whether or not it has a body, unless the call has no result.
    template <class Declared = create_verb>
    result_of<Declared> create(request_of<Declared> const& value, query_of<Declared> const& query = {}) const
    {
        return calls_.sending(Declared(), value).perform(query);
    }
    template <class Declared = create_verb>
    [[nodiscard]] result<result_of<Declared>> try_create(request_of<Declared> const& value,
                                                         query_of<Declared> const& query = {}) const
    {
        return calls_.sending(Declared(), value).try_perform(query);
    }
    template <class Declared = create_verb, class Query = query_of<Declared>,
              class Token = token_after<Query, Declared>>
    auto async_create(request_of<Declared> const& value, Query&& query = {}, Token&& token = Token()) const
    {
        return detail::start<Query, Token>(calls_.sending(Declared(), value), query, token);
    }
    template <class Declared = create_verb, class Query = query_of<Declared>,
              class Token = token_after<Query, Declared>>
    auto async_try_create(request_of<Declared> const& value, Query&& query = {}, Token&& token = Token()) const
    {
        return detail::try_start<Query, Token>(calls_.sending(Declared(), value), query, token);
    }

    /// Sends a form with files (POST), a `descry::multipart` of `<descry/client/multipart.hpp>`, or files with a
    /// description, a `descry::multipart_related` of `<descry/client/multipart_related.hpp>`. The body is encoded once,
    /// before the request is sent, so that a retry sends the same octets. Retries are as for `create`.
    template <class Declared = upload_verb, class Form>
    result_of<Declared> upload(Form const& form, query_of<Declared> const& query = {}) const
    {
        return calls_.uploading(Declared(), form).perform(query);
    }
    template <class Declared = upload_verb, class Form>
    [[nodiscard]] result<result_of<Declared>> try_upload(Form const& form, query_of<Declared> const& query = {}) const
    {
        return calls_.uploading(Declared(), form).try_perform(query);
    }
    template <class Declared = upload_verb, class Form, class Query = query_of<Declared>,
              class Token = token_after<Query, Declared>>
    auto async_upload(Form const& form, Query&& query = {}, Token&& token = Token()) const
    {
        return detail::start<Query, Token>(calls_.uploading(Declared(), form), query, token);
    }
    template <class Declared = upload_verb, class Form, class Query = query_of<Declared>,
              class Token = token_after<Query, Declared>>
    auto async_try_upload(Form const& form, Query&& query = {}, Token&& token = Token()) const
    {
        return detail::try_start<Query, Token>(calls_.uploading(Declared(), form), query, token);
    }

    /// Invokes the action that R declares (POST, or the declared method). There is no argument for the request if its
    /// type is `nothing`. A 202 response without a body is `errc::accepted` if the action has a result; a body is
    /// decoded. An action without a result succeeds with 202, and `call_options::head` has the status.
    template <detail::with_request Declared = action_verb>
    result_of<Declared> invoke(request_of<Declared> const& value, query_of<Declared> const& query = {}) const
    {
        return calls_.sending(Declared(), value).perform(query);
    }
    template <detail::with_request Declared = action_verb>
    [[nodiscard]] result<result_of<Declared>> try_invoke(request_of<Declared> const& value,
                                                         query_of<Declared> const& query = {}) const
    {
        return calls_.sending(Declared(), value).try_perform(query);
    }
    template <detail::with_request Declared = action_verb, class Query = query_of<Declared>,
              class Token = token_after<Query, Declared>>
    auto async_invoke(request_of<Declared> const& value, Query&& query = {}, Token&& token = Token()) const
    {
        return detail::start<Query, Token>(calls_.sending(Declared(), value), query, token);
    }
    template <detail::with_request Declared = action_verb, class Query = query_of<Declared>,
              class Token = token_after<Query, Declared>>
    auto async_try_invoke(request_of<Declared> const& value, Query&& query = {}, Token&& token = Token()) const
    {
        return detail::try_start<Query, Token>(calls_.sending(Declared(), value), query, token);
    }
    template <detail::without_request Declared = action_verb>
    result_of<Declared> invoke(query_of<Declared> const& query = {}) const
    {
        return calls_.of(Declared()).perform(query);
    }
    template <detail::without_request Declared = action_verb>
    [[nodiscard]] result<result_of<Declared>> try_invoke(query_of<Declared> const& query = {}) const
    {
        return calls_.of(Declared()).try_perform(query);
    }
    template <detail::without_request Declared = action_verb, class Query = query_of<Declared>,
              class Token = token_after<Query, Declared>>
    auto async_invoke(Query&& query = {}, Token&& token = Token()) const
    {
        return detail::start<Query, Token>(calls_.of(Declared()), query, token);
    }
    template <detail::without_request Declared = action_verb, class Query = query_of<Declared>,
              class Token = token_after<Query, Declared>>
    auto async_try_invoke(Query&& query = {}, Token&& token = Token()) const
    {
        return detail::try_start<Query, Token>(calls_.of(Declared()), query, token);
    }

    // ---- Jobs

    /// Makes the call that R declares with `starts`, and returns the job that the service started. There is no argument
    /// for the request if its type is `nothing`: of several verbs with `starts`, the first with a request is selected
    /// by one, and the first without by none. A `Location` that is not a valid link of the service is
    /// `errc::unsafe_link`; the job was started then, as `failure_details::maybe_done` indicates.
    template <detail::with_request Declared = start_verb<true>>
    job_of<Declared> start(request_of<Declared> const& value, query_of<Declared> const& query = {}) const
    {
        return calls_.starting(Declared(), value).perform(query);
    }
    template <detail::with_request Declared = start_verb<true>>
    [[nodiscard]] result<job_of<Declared>> try_start(request_of<Declared> const& value,
                                                     query_of<Declared> const& query = {}) const
    {
        return detail::or_out_of_memory([&] { return calls_.starting(Declared(), value).try_perform(query); });
    }
    template <detail::with_request Declared = start_verb<true>, class Query = query_of<Declared>,
              class Token = token_after<Query, Declared>>
    auto async_start(request_of<Declared> const& value, Query&& query = {}, Token&& token = Token()) const
    {
        return detail::start<Query, Token>(calls_.starting(Declared(), value), query, token);
    }
    template <detail::with_request Declared = start_verb<true>, class Query = query_of<Declared>,
              class Token = token_after<Query, Declared>>
    auto async_try_start(request_of<Declared> const& value, Query&& query = {}, Token&& token = Token()) const
    {
        return detail::try_start<Query, Token>(calls_.starting(Declared(), value), query, token);
    }
    template <detail::without_request Declared = start_verb<false>>
    job_of<Declared> start(query_of<Declared> const& query = {}) const
    {
        return calls_.starting(Declared()).perform(query);
    }
    template <detail::without_request Declared = start_verb<false>>
    [[nodiscard]] result<job_of<Declared>> try_start(query_of<Declared> const& query = {}) const
    {
        return detail::or_out_of_memory([&] { return calls_.starting(Declared()).try_perform(query); });
    }
    template <detail::without_request Declared = start_verb<false>, class Query = query_of<Declared>,
              class Token = token_after<Query, Declared>>
    auto async_start(Query&& query = {}, Token&& token = Token()) const
    {
        return detail::start<Query, Token>(calls_.starting(Declared()), query, token);
    }
    template <detail::without_request Declared = start_verb<false>, class Query = query_of<Declared>,
              class Token = token_after<Query, Declared>>
    auto async_try_start(Query&& query = {}, Token&& token = Token()) const
    {
        return detail::try_start<Query, Token>(calls_.starting(Declared()), query, token);
    }

    /// Changes the resource as `patch` does, and returns a job. If the response is the resource as stored, the job has
    /// ended, and `job::wait` returns the resource without a request. If the change is accepted but not made yet (202;
    /// RFC 9110, 15.3.3), `wait` reads the resource until it has each member that the change set, whatever its entity
    /// tag, and returns it. Sensitive members are not compared, since services do not return them. A representation
    /// that is too large to be compared (1 MiB, or an array or an object of 1000 elements) ends the wait with
    /// `errc::too_large`. The resource is read at the `Location` of the response if that identifies the resource, with
    /// the query there; otherwise at the target of the change.
    template <class Declared = patch_verb>
    job<R> start_patch(request_of<Declared> const& before, request_of<Declared> const& after,
                       query_of<Declared> const& query = {}) const
    {
        return calls_.starting_change(Declared(), before, after).perform(query);
    }
    template <class Declared = patch_verb>
    [[nodiscard]] result<job<R>> try_start_patch(request_of<Declared> const& before, request_of<Declared> const& after,
                                                 query_of<Declared> const& query = {}) const
    {
        return detail::or_out_of_memory(
            [&] { return calls_.starting_change(Declared(), before, after).try_perform(query); });
    }
    template <class Declared = patch_verb, class Query = query_of<Declared>, class Token = token_after<Query, Declared>>
    auto async_start_patch(request_of<Declared> const& before, request_of<Declared> const& after, Query&& query = {},
                           Token&& token = Token()) const
    {
        return detail::start<Query, Token>(calls_.starting_change(Declared(), before, after), query, token);
    }
    template <class Declared = patch_verb, class Query = query_of<Declared>, class Token = token_after<Query, Declared>>
    auto async_try_start_patch(request_of<Declared> const& before, request_of<Declared> const& after,
                               Query&& query = {}, Token&& token = Token()) const
    {
        return detail::try_start<Query, Token>(calls_.starting_change(Declared(), before, after), query, token);
    }

    /// Replaces `before`, as it was read, by `after` as `update` does: sends the whole of `after` under the entity tag
    /// of `before`, and returns a job as `start_patch` does, which ends when the resource has the members in which the
    /// two differ.
    template <class Declared = put_verb>
    job<R> start_update(request_of<Declared> const& before, request_of<Declared> const& after,
                        query_of<Declared> const& query = {}) const
    {
        return calls_.starting_change(Declared(), before, after).perform(query);
    }
    template <class Declared = put_verb>
    [[nodiscard]] result<job<R>> try_start_update(request_of<Declared> const& before, request_of<Declared> const& after,
                                                  query_of<Declared> const& query = {}) const
    {
        return detail::or_out_of_memory(
            [&] { return calls_.starting_change(Declared(), before, after).try_perform(query); });
    }
    template <class Declared = put_verb, class Query = query_of<Declared>, class Token = token_after<Query, Declared>>
    auto async_start_update(request_of<Declared> const& before, request_of<Declared> const& after, Query&& query = {},
                            Token&& token = Token()) const
    {
        return detail::start<Query, Token>(calls_.starting_change(Declared(), before, after), query, token);
    }
    template <class Declared = put_verb, class Query = query_of<Declared>, class Token = token_after<Query, Declared>>
    auto async_try_start_update(request_of<Declared> const& before, request_of<Declared> const& after,
                                Query&& query = {}, Token&& token = Token()) const
    {
        return detail::try_start<Query, Token>(calls_.starting_change(Declared(), before, after), query, token);
    }

private:
    friend class client_handle;
    template <declared_resource>
    friend class bound;
    bound(std::shared_ptr<detail::engine> e, key_type key) : calls_{std::move(e), std::move(key)} {}

    detail::resource_calls<R> calls_;
};

}  // namespace descry
