// recording_transport: a transport that records the exchanges of another one, and the replay of such a recording.
#pragma once

#include <descry/client/transport.hpp>
#include <descry/core/config.hpp>
#include <descry/testing/recording.hpp>
#include <descry/testing/scripted_transport.hpp>

#include <memory>

namespace descry::testing {

/// Forwards requests to another transport and records the exchanges, with secrets redacted, in the order of their
/// completion. Pass it to a client as `custom_transport`.
class recording_transport final : public transport {
    struct record;

    std::shared_ptr<transport> network_;
    std::shared_ptr<record> record_;

public:
    /// `names` are redacted in addition to the values that are always redacted.
    DESCRY_DECL explicit recording_transport(std::shared_ptr<transport> network, secret_names names = {});

    /// The exchanges recorded so far. Thread-safe; may be called during exchanges.
    DESCRY_DECL recording recorded() const;

    DESCRY_DECL result<response> send(request const& message, steady_time deadline) override;
    DESCRY_DECL void async_send(request message, steady_time deadline, handler done) override;
    DESCRY_DECL void close() override;
    std::shared_ptr<clock> time() const override { return network_->time(); }
};

/// A script for `scripted_transport` that replays a recording. The response to a request is that of the first unused
/// exchange with the same method and target; the values of secret parameters, including those in `names`, are not
/// compared. A request fails if it was not recorded, or if its exchange has no response or has a file.
DESCRY_DECL scripted_transport::script replay(recording exchanges, secret_names names = {});

}  // namespace descry::testing

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/recording_transport.ipp>
#endif
