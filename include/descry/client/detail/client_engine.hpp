// client_engine: performs calls with token source and transport, blocking or asynchronously, as call_steps decides.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/system_executor.hpp>

#include <descry/client/detail/async_call.hpp>
#include <descry/client/detail/call_clock.hpp>
#include <descry/client/detail/call_failure.hpp>
#include <descry/client/detail/call_steps.hpp>
#include <descry/client/detail/closed_transport.hpp>
#include <descry/client/detail/context_guard.hpp>
#include <descry/client/detail/deadline.hpp>
#include <descry/client/detail/engine.hpp>
#include <descry/client/detail/io_thread.hpp>
#include <descry/client/detail/link.hpp>
#include <descry/client/detail/prepare_call.hpp>
#include <descry/client/detail/prepared_call.hpp>
#include <descry/client/detail/target_secrets.hpp>
#include <descry/client/detail/waiting_room.hpp>
#include <descry/http/origin.hpp>

#include <algorithm>
#include <chrono>
#include <exception>
#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace descry {

namespace detail {

inline double random_fraction()
{
    thread_local std::minstd_rand source{std::random_device()()};
    return std::uniform_real_distribution<>(0, 1)(source);
}

class client_engine final : public engine, public std::enable_shared_from_this<client_engine> {
public:
    /// Makes the default transport.
    using transport_factory = std::shared_ptr<transport> (*)(network_options const&, boost::asio::any_io_executor);

    /// Throws std::invalid_argument for options with which no call could be made.
    client_engine(client_options options, service const& api, transport_factory make_transport)
        : timeout_(options.timeout),
          executor_(options.executor ? options.executor : thread_.get_executor()),
          owns_executor_(!options.executor)
    {
        require_urls(options);
        shared_->network = make_network(options, make_transport);
        use_time_of_network();
        auto& environment = shared_->environment;
        environment.context = make_context(options, api);
        environment.retry = options.retry;
        environment.max_conflicts = options.max_conflicts;
        environment.seen_by = std::move(options.observer);
        environment.chance = random_fraction;
        shared_->tokens = std::make_shared<token_source>(std::move(options.credentials), shared_->network,
                                                         environment.seen_by, shared_->time);
        context_guard::watch(executor_, shared_->tokens);
    }

    boost::asio::any_io_executor get_executor() override
    {
        if (owns_executor_) thread_.start();  // the user may post to the executor
        return executor_;
    }

    std::chrono::milliseconds timeout() const noexcept override { return timeout_; }

    steady_time on_clock(steady_time real) const noexcept override { return shared_->time.from_real(real); }

    call_clock const& time() const noexcept override { return shared_->time; }

    result<std::string> target_of(call_arguments const& call) const override
    {
        return detail::target_of(shared_->environment.context, call);
    }

    result<std::string> resolve(std::string_view link, std::string_view from, operation const& op) const override
    {
        auto const& context = shared_->environment.context;
        auto target = resolve_link(context.api, context.base_url, link_found_at(from, link), op.path->text);
        if (!target) target = refuse_call(op, target.error(), secrets_of_target(op, nullptr, from));
        return target;
    }

    prepared prepare(call_arguments const& call) const override
    {
        return or_out_of_memory([&]() -> prepared {
            auto made = make(call);
            if (!made) return made.error();
            return std::make_shared<prepared_call>(std::move(*made));
        });
    }

    result<void> perform(call_arguments const& call) override
    {
        std::optional<call_steps> steps;
        auto refused = or_out_of_memory([&] { return begin(call, steps); });
        if (!steps) return refused;
        try {
            carry_out(*steps);
        } catch (std::bad_alloc const&) {
            steps->ran_out_of_memory();
        }
        if (steps->thrown()) std::rethrow_exception(steps->thrown());
        return steps->outcome();
    }

    void async_perform(prepared call, std::unique_ptr<call_completion> done) override
    {
        if (!call) return refuse(call.error(), std::move(done));
        auto const end = end_of(**call);
        std::shared_ptr<async_call> work;
        try {
            work = std::make_shared<async_call>(executor_, shared_, own(std::move(*call)), end, std::move(done));
        } catch (std::bad_alloc const&) {
            return refuse(errc::not_enough_memory, std::move(done));
        }
        work->watch_cancellation();
        // Posted, so that an available token cannot start the call, and perhaps fail it, inside of this function.
        if (shared_->closed || !try_post([work, self = shared_from_this()] { work->start(); })) {
            auto [why, back] = work->release();
            refuse(why, std::move(back));
        }
    }

    call_context const& context() const noexcept override { return shared_->environment.context; }

    bool is_own_thread() const override { return owns_executor_ && thread_.running_in_this_thread(); }

    void post(std::function<void()> work) override
    {
        if (!try_post(work)) boost::asio::post(boost::asio::system_executor(), std::move(work));
    }

    void close() override
    {
        shared_->closed = true;
        waiting_.close();
        shared_->waiting.close();
        shared_->tokens->close();  // may need the network
        shared_->network->close();
        shared_->tokens->finish();
        thread_.finish();
    }

private:
    static void require_urls(client_options const& options)
    {
        require_url(options.base_url, "the base URL");
        if (auto const* const grant = std::get_if<oauth2_grant>(&options.credentials))
            require_url(grant->authority, "the authority of the grant");
    }

    static void require_url(std::string const& text, char const* subject)
    {
        auto const where = parse_origin(text, subject);
        if (!where) throw std::invalid_argument("descry::client: " + where.error()->explanation);
    }

    // Takes the transport from the options, or makes the default one.
    std::shared_ptr<transport> make_network(client_options& options, transport_factory make_transport) const
    {
        auto network = options.custom_transport ? std::move(options.custom_transport)
                                                : make_transport(network_options_of(options), executor_);
        if (options.wrap_transport) network = options.wrap_transport(std::move(network));
        if (!network) throw std::invalid_argument("wrap_transport returned no transport");
        return network;
    }

    // The network options, with the origin of the service, and with the observer.
    static network_options network_options_of(client_options const& options)
    {
        auto out = options.network;
        out.certificate_origins.push_back(options.base_url);
        if (options.observer)
            out.certificate_not_renewed = [to = options.observer,
                                           other = std::move(out.certificate_not_renewed)](failure const& why) {
                to->certificate_not_renewed(why);
                if (other) other(why);
            };
        return out;
    }

    // A transport may have a clock of its own, for tests.
    void use_time_of_network()
    {
        auto own = shared_->network->time();
        if (!own) return;
        shared_->time = call_clock(std::move(own));
        shared_->environment.clock = [time = shared_->time] { return time.now(); };
        shared_->environment.date = [time = shared_->time] { return time.date(); };
    }

    // Takes base URL, headers and origins of jobs from the options.
    static call_context make_context(client_options& options, service const& api)
    {
        if (find_header(options.headers, "User-Agent").empty()) options.headers.push_back({"User-Agent", "descry"});
        return {.api = api,
                .base_url = std::move(options.base_url),
                .headers = std::move(options.headers),
                .credentials = kind_of(options.credentials),
                .has_credentials = !std::holds_alternative<no_credentials>(options.credentials),
                .any_credential_kind = options.any_credential_kind,
                .decoded = {.bytes = options.network.max_decoded_bytes, .max_body = options.network.max_body_bytes},
                .job_origins = std::move(options.job_origins),
                .has_password = std::holds_alternative<basic>(options.credentials)};
    }

    // Makes the steps of a blocking call, unless the call is rejected before it begins.
    result<void> begin(call_arguments const& call, std::optional<call_steps>& steps)
    {
        auto made = make(call);
        if (!made) return made.error();
        if (is_own_thread()) return fail_call(*made, blocks_own_thread());

        auto const end = end_of(*made);
        steps.emplace(shared_->environment, std::move(*made), call.change.update ? &call.change : nullptr, call.out,
                      end);
        return {};
    }

    void carry_out(call_steps& steps)
    {
        using next = call_steps::next;
        for (auto step = shared_->closed ? steps.stop(client_was_destroyed()) : steps.start();;) {
            switch (step) {
                case next::token:
                    step = steps.got_token(shared_->tokens->get(steps.deadline(), steps.refused_token()));
                    break;
                case next::send: {
                    auto received = shared_->network->send(steps.message(), steps.deadline());
                    step = steps.got_response(with_closing_reason(std::move(received), shared_->closed));
                    break;
                }
                case next::wait:
                    step = waiting_.wait_until(shared_->time.end_of_pause(steps.resume_at()))
                               ? steps.waited()
                               : steps.stop(client_was_destroyed());
                    break;
                case next::change: step = steps.change(); break;
                case next::done: return;
            }
        }
    }

    result<prepared_call> make(call_arguments const& call) const
    {
        auto const& context = shared_->environment.context;
        if (call.change.update) {
            auto const& update = *call.change.update;
            if (auto const checked = check_credentials(context, update, call.options); !checked) return checked.error();
            if (auto const query = with_query(context, update, {}); !query) return refuse_call(update, query.error());
        }
        return prepare_call(context, call);
    }

    steady_time end_of(prepared_call const& call) const
    {
        return std::min(on_clock(deadline(call.timeout.value_or(timeout_)).at()), call.latest);
    }

    // False if the thread has ended.
    template <class Work>
    bool try_post(Work&& work)
    {
        if (owns_executor_) return thread_.post(std::forward<Work>(work));
        boost::asio::post(executor_, std::forward<Work>(work));
        return true;
    }

    // The call, which another copy of a deferred operation may initiate too.
    static prepared_call own(std::shared_ptr<prepared_call> call)
    {
        return call.use_count() == 1 ? std::move(*call) : *call;
    }

    void refuse(failure const& why, std::unique_ptr<call_completion> done)
    {
        auto& completion = *done;
        bool const is_on_client = completion.is_on_client();
        // Not held here while the handler runs, which may end its own execution context.
        std::function<void()> refused = [held = std::shared_ptr<call_completion>(std::move(done)), why] {
            held->complete(why, nullptr);
        };
        is_on_client ? post(std::move(refused)) : completion.post(std::move(refused));
    }

    std::chrono::milliseconds timeout_;
    io_thread thread_;
    boost::asio::any_io_executor executor_;
    bool owns_executor_;
    std::shared_ptr<async_call::client_state> shared_ = std::make_shared<async_call::client_state>();
    waiting_room waiting_;
};

}  // namespace detail

}  // namespace descry
