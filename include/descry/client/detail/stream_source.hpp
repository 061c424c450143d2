// stream_source: the call of a stream and its values, independent of their type.
#pragma once

#include <boost/asio/any_io_executor.hpp>

#include <descry/client/detail/call_arguments.hpp>
#include <descry/client/detail/engine.hpp>
#include <descry/client/detail/stream_buffer.hpp>
#include <descry/core/config.hpp>
#include <descry/core/error.hpp>
#include <descry/rest/detail/operation.hpp>

#include <memory>

namespace descry {

namespace detail {

/// The call is prepared by the constructor, and started when the first value is taken. One value may be taken at a
/// time; `close` may be called from any thread.
class stream_source {
public:
    /// The arguments are not read later.
    DESCRY_DECL stream_source(std::shared_ptr<engine> owner, call_arguments arguments, stream_format format);

    boost::asio::any_io_executor get_executor() const { return owner_->get_executor(); }

    DESCRY_DECL stream_buffer::taken take();
    DESCRY_DECL void async_take(stream_buffer::handler done, boost::asio::any_io_executor const& users);
    void close() { buffer_->close(); }

    DESCRY_DECL result<void> decode(stream_item&& item, typed_pointer out) const;

private:
    DESCRY_DECL void start();
    DESCRY_DECL failure undecoded(stream_item const& item, failure const& why) const;

    std::shared_ptr<engine> owner_;
    operation const& op_;
    stream_format format_;
    std::shared_ptr<stream_buffer> buffer_;
    engine::prepared call_;
    bool is_started_ = false;
};

}  // namespace detail

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/client/impl/stream_source.ipp>
#endif
