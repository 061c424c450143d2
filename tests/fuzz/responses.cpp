// Arbitrary octets as a response, in pieces of any size: the result does not depend on the boundaries of the pieces,
// and stays within the limits. The first octet selects the request, the next four the boundaries.
#include <fuzz/fuzz.hpp>

#include <descry/beast/detail/content_coding.hpp>
#include <descry/beast/detail/exchange.hpp>
#include <descry/beast/detail/response_reader.hpp>
#include <descry/client/detail/retry.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <random>
#include <string>
#include <string_view>

namespace detail = descry::detail;

namespace {

// What a client makes of it.
struct outcome {
    enum class kind { complete, refused, cut } what = kind::cut;
    std::optional<descry::response> answer{};
    bool keep_alive = false, go_ahead = false;
    std::string left{};
};

// `next_size` says how long the next piece is.
template <class NextSize>
outcome read(std::string_view octets, descry::network_options const& limits, bool to_head, NextSize next_size)
{
    outcome out;
    boost::beast::flat_buffer received;
    detail::response_reader reader(limits.max_header_bytes, limits.max_body_bytes, to_head);
    boost::system::error_code ec;
    while (!octets.empty() && !ec && !reader.is_done()) {
        auto const size = std::clamp<std::size_t>(next_size(), 1, octets.size());
        std::memcpy(received.prepare(size).data(), octets.data(), size);
        received.commit(size);
        octets.remove_prefix(size);
        reader.read(received, ec);
        fuzz::require(received.capacity() <= 8 * limits.max_header_bytes + 4096, "too much waits to be parsed");
    }
    if (ec) out.what = outcome::kind::refused;  // for being too large or malformed, whichever was seen first
    if (ec || (!reader.is_done() && !reader.read_end())) {
        fuzz::require(!reader.keep_alive(), "the connection is kept in the middle of an answer");
        if (reader.status_suffices()) out.answer = reader.take();  // cut
        return out;
    }
    out.go_ahead = reader.has_go_ahead();
    out.what = outcome::kind::complete;
    out.keep_alive = reader.keep_alive();
    out.answer = reader.take();
    auto const left = received.data();
    out.left.assign(static_cast<char const*>(left.data()), left.size()).append(octets);
    return out;
}

bool is_same(descry::response const& a, descry::response const& b)
{
    auto const same_header = [](descry::header const& x, descry::header const& y) {
        return x.name == y.name && x.value == y.value;
    };
    return a.status == b.status && a.body == b.body &&
           std::equal(a.headers.begin(), a.headers.end(), b.headers.begin(), b.headers.end(), same_header);
}

void require_same(outcome const& a, outcome const& b)
{
    fuzz::require(a.what == b.what, "the outcome depends on the pieces");
    fuzz::require(a.answer.has_value() == b.answer.has_value() && (!a.answer || is_same(*a.answer, *b.answer)),
                  "the answer depends on the pieces");
    fuzz::require(a.keep_alive == b.keep_alive, "whether the connection is kept depends on the pieces");
    fuzz::require(a.go_ahead == b.go_ahead, "the go-ahead depends on the pieces");
    fuzz::require(a.left == b.left, "where the answer ends depends on the pieces");
}

void check_limits(descry::response const& answer, descry::network_options const& limits)
{
    std::size_t size = 0;
    for (auto const& [name, value] : answer.headers) size += name.size() + value.size() + 4;
    fuzz::require(size <= limits.max_header_bytes, "the headers are too long");
    fuzz::require(answer.body.size() <= limits.max_body_bytes, "the body is too long");
    fuzz::require(answer.status >= 200 && answer.status <= 999, "that is no status of an answer");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    constexpr std::size_t head = 5;
    if (size < head) return 0;
    bool const to_head = (data[0] & 1) != 0;
    descry::network_options limits;
    limits.max_header_bytes = (data[0] & 2) != 0 ? 100 : 1000;
    limits.max_body_bytes = (data[0] & 4) != 0 ? 20 : 2000;
    std::uint32_t seed = 0;
    std::memcpy(&seed, data + 1, sizeof seed);
    std::string_view const octets(reinterpret_cast<char const*>(data) + head, size - head);

    auto whole = read(octets, limits, to_head, [&] { return octets.size(); });
    require_same(whole, read(octets, limits, to_head, [] { return 1; }));
    std::minstd_rand random(seed);
    require_same(whole, read(octets, limits, to_head, [&] { return random() % (seed % 64 + 1); }));

    if (!whole.answer) return 0;
    check_limits(*whole.answer, limits);
    detail::announced_idle_time(*whole.answer);
    auto const wait = detail::retry_after(*whole.answer, {});
    fuzz::require(!wait || (wait->count() >= 0 && *wait <= std::chrono::years(1)), "that is no time to wait");
    if (detail::decode_content(*whole.answer, limits.max_body_bytes, to_head)) check_limits(*whole.answer, limits);
    return 0;
}
