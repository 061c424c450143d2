// posting_calls: the calls of `bound` that make something, or do what no other verb says.
#pragma once

#include <descry/client/detail/changing_calls.hpp>
#include <descry/core/error.hpp>
#include <descry/rest/resource.hpp>

#include <type_traits>
#include <utility>

namespace descry {

namespace detail {

template <class Verb>
inline constexpr bool takes_nothing = std::is_base_of_v<nothing, request_of<Verb>>;

template <declared_resource R>
class posting_calls : public changing_calls<R> {
public:
    /// Makes a new resource below this one (POST). Should its answer be lost, it is repeated only under the request id
    /// by which the service knows it; otherwise `failure_details::maybe_done` says that it may exist. An answer of 202 is
    /// `errc::accepted`, whatever its body, unless the call gives nothing.
    template <class Verb = declared<R, verb_kind::create>>
    answer_of<Verb> create(request_of<Verb> const& value, query_of<Verb> const& query = {}) const
    {
        return this->sending(Verb(), value, query).perform();
    }
    /// The same as a result.
    template <class Verb = declared<R, verb_kind::create>>
    result<answer_of<Verb>> try_create(request_of<Verb> const& value, query_of<Verb> const& query = {}) const
    {
        return this->sending(Verb(), value, query).try_perform();
    }
    template <class Verb = declared<R, verb_kind::create>, class Token = use_awaitable>
    auto async_create(request_of<Verb> const& value, query_of<Verb> const& query = {}, Token&& token = Token()) const
    {
        return this->sending(Verb(), value, query).async_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::create>, class Token = use_awaitable>
    auto async_try_create(request_of<Verb> const& value, query_of<Verb> const& query = {},
                          Token&& token = Token()) const
    {
        return this->sending(Verb(), value, query).async_try_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::create>, class Token>
        requires token_after<Token, query_of<Verb>>
    auto async_create(request_of<Verb> const& value, Token&& token) const
    {
        return this->sending(Verb(), value).async_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::create>, class Token>
        requires token_after<Token, query_of<Verb>>
    auto async_try_create(request_of<Verb> const& value, Token&& token) const
    {
        return this->sending(Verb(), value).async_try_perform(std::forward<Token>(token));
    }

    /// Sends a form with files (POST), a `descry::multipart` of `<descry/client/multipart.hpp>`. It is written once,
    /// before anything is sent: a repetition sends the same octets. Repeated as `create` is.
    template <class Verb = declared<R, verb_kind::upload>, class Form>
    answer_of<Verb> upload(Form const& form, query_of<Verb> const& query = {}) const
    {
        return this->posting(Verb(), form, query).perform();
    }
    /// The same as a result.
    template <class Verb = declared<R, verb_kind::upload>, class Form>
    result<answer_of<Verb>> try_upload(Form const& form, query_of<Verb> const& query = {}) const
    {
        return this->posting(Verb(), form, query).try_perform();
    }
    template <class Verb = declared<R, verb_kind::upload>, class Form, class Token = use_awaitable>
    auto async_upload(Form const& form, query_of<Verb> const& query = {}, Token&& token = Token()) const
    {
        return this->posting(Verb(), form, query).async_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::upload>, class Form, class Token = use_awaitable>
    auto async_try_upload(Form const& form, query_of<Verb> const& query = {}, Token&& token = Token()) const
    {
        return this->posting(Verb(), form, query).async_try_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::upload>, class Form, class Token>
        requires token_after<Token, query_of<Verb>>
    auto async_upload(Form const& form, Token&& token) const
    {
        return this->posting(Verb(), form).async_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::upload>, class Form, class Token>
        requires token_after<Token, query_of<Verb>>
    auto async_try_upload(Form const& form, Token&& token) const
    {
        return this->posting(Verb(), form).async_try_perform(std::forward<Token>(token));
    }

    /// Does what R declares as its action (POST, or the method it says). What it is given is left out when that is
    /// nothing. An answer of 202 without a body is `errc::accepted` where one was expected; one with a body is read. An
    /// action that gives nothing succeeds with 202, and `call_options::head` has the status.
    template <class Verb = declared<R, verb_kind::action>>
        requires(!takes_nothing<Verb>)
    answer_of<Verb> invoke(request_of<Verb> const& value, query_of<Verb> const& query = {})
    const { return this->sending(Verb(), value, query).perform(); }
    /// The same as a result.
    template <class Verb = declared<R, verb_kind::action>>
        requires(!takes_nothing<Verb>)
    result<answer_of<Verb>> try_invoke(request_of<Verb> const& value, query_of<Verb> const& query = {})
    const { return this->sending(Verb(), value, query).try_perform(); }
    template <class Verb = declared<R, verb_kind::action>, class Token = use_awaitable>
        requires(!takes_nothing<Verb>)
    auto async_invoke(request_of<Verb> const& value, query_of<Verb> const& query = {}, Token&& token = Token()) const
    {
        return this->sending(Verb(), value, query).async_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::action>, class Token = use_awaitable>
        requires(!takes_nothing<Verb>)
    auto async_try_invoke(request_of<Verb> const& value, query_of<Verb> const& query = {},
                          Token&& token = Token()) const
    {
        return this->sending(Verb(), value, query).async_try_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::action>, class Token>
        requires(!takes_nothing<Verb> && token_after<Token, query_of<Verb>>)
    auto async_invoke(request_of<Verb> const& value, Token&& token) const
    {
        return this->sending(Verb(), value).async_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::action>, class Token>
        requires(!takes_nothing<Verb> && token_after<Token, query_of<Verb>>)
    auto async_try_invoke(request_of<Verb> const& value, Token&& token) const
    {
        return this->sending(Verb(), value).async_try_perform(std::forward<Token>(token));
    }

    template <class Verb = declared<R, verb_kind::action>>
        requires(takes_nothing<Verb>)
    answer_of<Verb> invoke(query_of<Verb> const& query = {})
    const { return this->asking(Verb(), query).perform(); }
    template <class Verb = declared<R, verb_kind::action>>
        requires(takes_nothing<Verb>)
    result<answer_of<Verb>> try_invoke(query_of<Verb> const& query = {})
    const { return this->asking(Verb(), query).try_perform(); }
    template <class Verb = declared<R, verb_kind::action>, class Token = use_awaitable>
        requires(takes_nothing<Verb>)
    auto async_invoke(query_of<Verb> const& query = {}, Token&& token = Token()) const
    {
        return this->asking(Verb(), query).async_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::action>, class Token = use_awaitable>
        requires(takes_nothing<Verb>)
    auto async_try_invoke(query_of<Verb> const& query = {}, Token&& token = Token()) const
    {
        return this->asking(Verb(), query).async_try_perform(std::forward<Token>(token));
    }
    template <class Verb = declared<R, verb_kind::action>, class Token>
        requires(takes_nothing<Verb>&& token_after<Token, query_of<Verb>>)
    auto async_invoke(Token&& token) const { return this->asking(Verb()).async_perform(std::forward<Token>(token)); }
    template <class Verb = declared<R, verb_kind::action>, class Token>
        requires(takes_nothing<Verb>&& token_after<Token, query_of<Verb>>)
    auto async_try_invoke(Token&& token) const
    {
        return this->asking(Verb()).async_try_perform(std::forward<Token>(token));
    }

protected:
    using changing_calls<R>::changing_calls;

private:
    template <class Verb, class Form, class... Query>
    auto posting(Verb verb, Form const& form, Query const&... query) const
    {
        auto call = this->asking(verb, query...);
        call.more.form = &form;
        call.more.write_form = [](void const* written, write_options const& options) {
            return static_cast<Form const*>(written)->write(options);
        };
        return call;
    }
};

}  // namespace detail

}  // namespace descry
