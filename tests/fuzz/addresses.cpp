// Any text as a base URL, a proxy, an entry of NO_PROXY behind a blank, and a date: what is accepted says the same when
// it is written and read again.
#include <fuzz/fuzz.hpp>

#include <descry/beast/detail/proxy.hpp>
#include <descry/client/check_message.hpp>
#include <descry/http/date.hpp>
#include <descry/http/origin.hpp>
#include <descry/server/detail/frame_response.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace detail = descry::detail;

namespace {

void check(descry::origin const& where)
{
    auto const again = descry::parse_origin(where.key());
    fuzz::require(again.has_value(), "an origin's own name is refused: " + where.key());
    fuzz::require(again->secure == where.secure && again->host == where.host && again->port == where.port,
                  "an origin's own name is another: " + where.key());
    fuzz::require(detail::is_field_value(where.authority()) && where.authority().find(' ') == std::string::npos,
                  "that is no value of Host");
    (void)where.is_loopback();
}

void parse_urls(std::string_view text)
{
    auto const last_blank = text.rfind(' ');
    auto const url = text.substr(0, last_blank);
    if (auto const where = descry::parse_origin(url)) {
        check(*where);
        fuzz::require(where->path_prefix.empty() || detail::is_target(where->path_prefix), "that is no path");
        if (last_blank != text.npos) (void)detail::exempts(text.substr(last_blank + 1), *where);
    }
    if (auto const proxy = detail::parse_proxy(url, "it")) {
        check(proxy->where);
        fuzz::require(detail::is_field_value(proxy->authorization), "that is no value of Proxy-Authorization");
    }
}

void parse_date(std::string_view text)
{
    constexpr std::chrono::sys_seconds now = std::chrono::sys_days(std::chrono::year(2026) / 5 / 17);
    auto const moment = descry::parse_http_date(text, now);
    if (!moment) return;
    auto const written = detail::http_date(*moment);
    fuzz::require(descry::parse_http_date(written, now) == moment, "it reads back as another: " + written);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    parse_urls(text);
    parse_date(text);
    return 0;
}
