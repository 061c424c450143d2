// call_arguments: the arguments of a call, which it borrows while it is prepared. No templates over the model.
#pragma once

#include <descry/client/detail/deadline.hpp>
#include <descry/core/error.hpp>
#include <descry/http/message.hpp>
#include <descry/model/detail/typed_pointer.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace descry {

struct call_options;
struct downloaded;
struct operation;
struct write_options;

namespace detail {

struct form_body;
class poll_plan;
struct started_job;

/// The destinations of the results of a call. Null pointers stand for results that are not wanted.
struct result_place {
    typed_pointer model{};          ///< The decoded response, if it has this type.
    response_head* head = nullptr;  ///< Status and fields of the response.
    downloaded* file = nullptr;     ///< The description of a downloaded file.
    started_job* job = nullptr;     ///< The job that the call started.
};

/// The change that `modify` makes to a model between reading and updating it: the user's function, type-erased.
struct resource_change {
    operation const* update = nullptr;  ///< Sends the changed model; null for every call but `modify`.
    void* context = nullptr;
    void (*apply)(void* context, typed_pointer model) = nullptr;  ///< May throw.
};

/// Receives the values of a stream.
class stream_sink : public body_sink {
public:
    bool is_endless() const noexcept override { return true; }
    /// The values in the request that must not appear in failures, before each attempt.
    virtual void note_secrets(std::vector<std::string> values) = 0;
    /// The outcome of the call, which its caller may have ended.
    virtual result<void> outcome(result<void> of_call) = 0;
};

/// The arguments of a call, from the typed edge to the engine. The engine reads the objects they refer to while it
/// prepares the call, and not later. A blocking call also uses `change` and `out` until it ends; the completion of an
/// asynchronous call supplies its own.
struct call_arguments {
    operation const& op;
    void const* key;  ///< The object that expands the path; null when `target` or `location` replaces the path.
    typed_const_pointer model;  ///< The request; null when it is a form or empty.
    call_options const& options;
    void const* query = nullptr;   ///< Of the operation's query type; null: the default query is sent.
    typed_const_pointer before{};  ///< The state that is changed or removed.
    typed_const_pointer state{};   ///< A state whose entity tag or version is the condition, if `before` has none.
    void const* form = nullptr;    ///< Replaces `model`, and is encoded by `write_form`.
    result<form_body> (*write_form)(void const* form, write_options const& options) = nullptr;
    std::string_view target{};                             ///< Replaces path and query, unless it is empty.
    std::string const* location = nullptr;                 ///< The same, as a link that is not yet resolved.
    std::vector<header> const* headers = nullptr;          ///< Added to those of the options.
    std::vector<std::string> const* secrets = nullptr;     ///< Values to redact that an earlier response revealed.
    std::shared_ptr<body_sink> const* sink = nullptr;      ///< Receives the body of the response.
    std::shared_ptr<stream_sink> const* stream = nullptr;  ///< The same, in place of `sink`.
    poll_plan const* polls = nullptr;                      ///< Repeats the call until a job has ended.
    steady_time latest = steady_time::max();               ///< A second deadline, beside the time limit.
    bool settled = false;                                  ///< The result is known already: no request is sent.
    bool is_followed = false;  ///< The caller polls for the change if the service only accepts it (202).
    resource_change change{};
    result_place out{};
};

}  // namespace detail

}  // namespace descry
