// recording_transport: another transport, with a record of what went over it; and its counterpart, which replays one.
#pragma once

#include <descry/client/transport.hpp>
#include <descry/core/config.hpp>
#include <descry/testing/recording.hpp>
#include <descry/testing/scripted_transport.hpp>

#include <memory>

namespace descry::testing {

/// Give it to a client as `custom_transport`, in front of the one that it would use. Secrets do not reach the record.
/// Exchanges stand in it in the order in which they ended.
class recording_transport final : public transport {
    struct record;

    std::shared_ptr<transport> network_;
    std::shared_ptr<record> record_;

public:
    /// `names` says what is not to be recorded besides what never is.
    DESCRY_DECL explicit recording_transport(std::shared_ptr<transport> network, secret_names names = {});

    /// What went over it so far. May be called while exchanges are under way.
    DESCRY_DECL recording recorded() const;

    DESCRY_DECL result<response> send(request const& message, steady_time deadline) override;
    DESCRY_DECL void async_send(request message, steady_time deadline, handler done) override;
    DESCRY_DECL void close() override;
};

/// The script of a `scripted_transport` that answers as it was recorded: each request with the first exchange of that
/// method and target that was not used yet, where secret parameters, also those of `names`, count as equal. One that
/// was not recorded, had no answer, or had a file for it, is a failure.
DESCRY_DECL scripted_transport::script replay(recording exchanges, secret_names names = {});

}  // namespace descry::testing

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/testing/impl/recording_transport.ipp>
#endif
