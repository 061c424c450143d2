// Any octets in place of requests, in pieces of any size, to an emulator behind the parser of the small server: each
// request gets one response, which is well-formed, and what is refused changes nothing. The first octet says how the
// emulator is set up, the next four where the octets are cut.
#include <fuzz/fuzz.hpp>

#include <boost/describe/class.hpp>

#include <descry/beast/detail/parser.hpp>
#include <descry/json.hpp>
#include <descry/model/decimal.hpp>
#include <descry/rest/resource.hpp>
#include <descry/server/detail/frame_response.hpp>
#include <descry/testing/emulator.hpp>
#include <partner_center/emulator/filters.hpp>
#include <partner_center/emulator/token_addresses.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace detail = descry::detail;

namespace fuzz {

struct part {
    std::optional<std::string> name{};
    std::optional<std::int64_t> count{};
    std::vector<part> parts{};
};
BOOST_DESCRIBE_STRUCT(part, (), (name, count, parts))

struct thing {
    std::optional<std::string> id{}, name{};
    std::optional<fuzz::part> part{};
    std::vector<std::string> labels{};
    std::optional<descry::decimal> price{};
    std::optional<std::string> etag{};
    descry::extras extras{};
};
BOOST_DESCRIBE_STRUCT(thing, (), (id, name, part, labels, price, etag, extras))

struct thing_list {
    std::vector<thing> items{};
    std::int64_t total_count = 0;
};
BOOST_DESCRIBE_STRUCT(thing_list, (), (items, total_count))

struct selection {
    std::optional<std::string> filter{}, sort_field{}, sort_direction{}, seek_operation{}, name{};
    std::vector<std::string> labels{};
    std::optional<std::int64_t> size{}, offset{};
};
BOOST_DESCRIBE_STRUCT(selection, (), (filter, sort_field, sort_direction, seek_operation, name, labels, size, offset))

struct thing_key {
    std::string thing_id{};
};
BOOST_DESCRIBE_STRUCT(thing_key, (), (thing_id))
struct file_key {
    std::string thing_id{}, file{};
};
BOOST_DESCRIBE_STRUCT(file_key, (), (thing_id, file))

struct things : descry::resource<thing_list, descry::nothing, "/things", descry::with_query<descry::get, selection>,
                                 descry::create<thing>> {};
struct one_thing : descry::resource<thing, thing_key, "/things/{thing_id}", descry::get,
                                    descry::put<descry::if_match<&thing::etag>>, descry::patch<>, descry::remove<>> {};
struct numbers
    : descry::resource<std::vector<part>, thing_key, "/things/{thing_id}/parts", descry::get, descry::create<part>> {};
struct files
    : descry::resource<descry::nothing, thing_key, "/things/{thing_id}/files", descry::upload<std::vector<part>>> {};
struct one_file : descry::resource<descry::nothing, file_key, "/things/{thing_id}/files/{file}", descry::download<>> {};
struct assembly : descry::resource<descry::nothing, thing_key, "/things/{thing_id}/assemble",
                                   descry::with_query<descry::action<part, part>, selection>> {};

}  // namespace fuzz

namespace {

struct service {
    descry::testing::emulator emulator;

    explicit service(bool any_casing)
        : emulator({.wire = {.request_id_header = "Id"},
                    .any_casing = any_casing,
                    .token_addresses = partner_center::detail::token_addresses,
                    .envelope = {.total = "totalCount"},
                    .filters = partner_center::detail::filters},
                   {.page_size = 2})
    {
        emulator.serve_all<boost::mp11::mp_list<fuzz::things, fuzz::one_thing, fuzz::numbers, fuzz::files,
                                                fuzz::one_file, fuzz::assembly>>();
        emulator.on<fuzz::assembly>(
            [](fuzz::thing_key const&, fuzz::part const& sent, fuzz::selection const&) { return sent; });
        for (auto const* const id : {"a", "b", "c"}) emulator.seed<fuzz::one_thing>({id}, {.id = id, .name = "n"});
    }

    // All that clients can see.
    std::string look()
    {
        std::string out;
        for (auto const* const target :
             {"/things?size=1000", "/things/a", "/things/b", "/things/c", "/things/a/parts"}) {
            auto const in = emulator({"GET", "", target, {}, {}});
            out += std::string(find_header(in.headers, "ETag")) + in.body + '\n';
        }
        return out;
    }

    void answer(descry::request const& message)
    {
        auto const before = look();
        auto const updates = emulator.updates();
        auto const out = emulator(message);
        fuzz::require(out.status >= 200 && out.status < 500, "that is no status for what a request holds");
        for (auto const& [name, value] : out.headers)
            fuzz::require(detail::is_field_value(value), "that is no value of " + name);
        bool const is_json = find_header(out.headers, "Content-Type") == "application/json";
        fuzz::require(!is_json || descry::read_json<descry::raw_json>(out.body).has_value(), "that is no JSON");
        if (out.status >= 400)
            fuzz::require(before == look() && updates == emulator.updates(), "what was refused was done");
        detail::frame_response(out, message.method, true);
    }
};

// The requests that the octets are, up to one that is refused or cut.
template <class NextSize>
std::vector<descry::request> read(std::string_view octets, NextSize next_size)
{
    std::vector<descry::request> out;
    boost::beast::flat_buffer received;
    std::optional<detail::request_parser> parser(std::in_place, 1000, 4000);
    boost::system::error_code ec;
    while (!ec) {
        parser->parse(received, ec);
        if (parser->is_done()) {
            out.push_back({parser->method, "http://x", parser->target, parser->headers, parser->body});
            parser.emplace(1000, 4000);
        } else if (octets.empty()) {
            break;
        } else {
            auto const size = std::clamp<std::size_t>(next_size(), 1, octets.size());
            std::memcpy(received.prepare(size).data(), octets.data(), size);
            received.commit(size);
            octets.remove_prefix(size);
        }
    }
    return out;
}

bool is_same(descry::request const& a, descry::request const& b)
{
    auto const same_header = [](descry::header const& x, descry::header const& y) {
        return x.name == y.name && x.value == y.value;
    };
    return a.method == b.method && a.target == b.target && a.body == b.body &&
           std::equal(a.headers.begin(), a.headers.end(), b.headers.begin(), b.headers.end(), same_header);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    constexpr std::size_t head = 5;
    if (size < head) return 0;
    std::uint32_t seed = 0;
    std::memcpy(&seed, data + 1, sizeof seed);
    std::string_view const octets(reinterpret_cast<char const*>(data) + head, size - head);

    auto const whole = read(octets, [&] { return octets.size(); });
    std::minstd_rand random(seed);
    auto const cut = read(octets, [&] { return random() % (seed % 64 + 1); });
    fuzz::require(std::equal(whole.begin(), whole.end(), cut.begin(), cut.end(), is_same),
                  "the requests depend on the pieces");

    service served((data[0] & 1) != 0);
    for (auto const& each : whole) served.answer(each);
    return 0;
}
