// scripted_partner: a client whose network answers every request alike and remembers it.
#pragma once

#include <descry/testing/scripted_transport.hpp>
#include <partner_center/client.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace test {

/// The field of a request for a later page of a list that is read by a token.
inline constexpr std::string_view next_page = "MS-ContinuationToken";

class scripted_partner {
    std::shared_ptr<descry::testing::scripted_transport> to_;

public:
    partner_center::client client;

    explicit scripted_partner(std::string answer = "{}", unsigned status = 200,
                              partner_center::credentials as = descry::bearer_token{"token"})
        : to_(std::make_shared<descry::testing::scripted_transport>(
              [status, answer = std::move(answer)](descry::request const&) {
                  return descry::response{status, {}, answer};
              })),
          client({.credentials = std::move(as), .client = {.retry = {.max_attempts = 1}, .custom_transport = to_}})
    {
    }

    template <class R>
    descry::bound<R> at(typename R::key_type key) const
    {
        return client.at<R>(std::move(key));
    }

    /// What was sent, in order.
    std::vector<descry::request> requests() const { return to_->requests(); }
    /// Whether nothing was sent.
    bool silent() const { return requests().empty(); }
    /// The last request.
    descry::request sent() const { return requests().back(); }
    /// Its method and its target, `GET /v1/customers`.
    std::string line() const { return sent().method + ' ' + sent().target; }
};

}  // namespace test
