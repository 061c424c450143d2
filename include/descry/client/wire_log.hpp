// wire_log: shows requests and responses as they are sent and received, without secrets.
#pragma once

#include <descry/client/transport.hpp>
#include <descry/core/config.hpp>

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <memory>

namespace descry {

/// For `client_options::wrap_transport`: writes each request and each response of a client to `out`, which must outlive
/// the client and its calls. Requests for tokens and retries are among them. Nothing is kept.
/// @code
/// descry::client api{{.base_url = "https://api.example.com", .wrap_transport = descry::wire_log(std::clog)}};
/// @endcode
/// Each message is a block of lines with the number of its exchange, written and flushed at once: `#1 > ` for a
/// request, `#1 < ` for a response, `#1 ! ` for a failure. Fields that the transport adds, such as `Host`, are not
/// among them.
///
/// Credentials, cookies and keys, members with the names of secrets, sensitive members, `service::secret_headers`, and
/// every other occurrence of these values in the exchange are redacted, as in failures; personal data of the service's
/// customers is not. Of a body that is no text, of a form with files, and of the body of a download or a stream, only
/// the size is written. At most `max_size` octets of a message are, then the number of the rest. A failure of `out` is
/// ignored. May be used by several threads at once, also for several clients if these have one function in common;
/// other writers to `out` are not excluded.
DESCRY_DECL std::function<std::shared_ptr<transport>(std::shared_ptr<transport>)> wire_log(std::ostream& out,
                                                                                           std::size_t max_size = 8192);

}  // namespace descry

#ifndef DESCRY_SEPARATE_COMPILATION
#include <descry/client/impl/wire_log.ipp>
#endif
