// file: files that are read whole, and replaced so that no crash loses their content.
#pragma once

#include <descry/core/detail/file_replacement.hpp>
#include <descry/json/detail/text_lexer.hpp>
#include <descry/json/file.hpp>
#include <descry/model/random_guid.hpp>

#include <algorithm>
#include <cstdint>
#include <new>
#include <utility>

namespace descry {

namespace detail {

/// The failure of a step of the operating system. Its code can be compared with `std::errc`.
inline failure file_failure(std::filesystem::path const& path, std::error_code why, std::string const& step)
{
    auto const condition = why.default_error_condition();
    bool const is_generic = condition.category() == std::generic_category();
    boost::system::error_code const code(
        condition.value(), is_generic ? boost::system::generic_category() : boost::system::system_category());
    return in_file({code, {.explanation = step + ": " + code.message()}}, path);
}

DESCRY_DECL failure in_file(failure const& why, std::filesystem::path const& path)
{
    if (why == errc::not_enough_memory) return why;
    auto details = why.details();
    details.file = to_text(path);
    return why.with(std::move(details));
}

DESCRY_DECL result<std::string> read_file(std::filesystem::path const& path, std::size_t max_size)
{
    return or_out_of_memory([&]() -> result<std::string> {
        auto const failed = [&] { return file_failure(path, last_error(), "cannot be read"); };
        auto file = descriptor::to_read(path);
        if (!file) return failed();

        constexpr std::size_t least = 4096;
        // One byte more than the file may have shows its end, or that it is too large.
        constexpr auto extra = byte_order_mark.size() + 1;
        std::string out;
        auto const most = std::min(max_size, out.max_size() - extra) + extra;
        std::error_code unknown;
        auto const expected = std::filesystem::file_size(path, unknown);
        auto const room = unknown ? least : static_cast<std::size_t>(std::min<std::uintmax_t>(expected, most - 1)) + 1;
        std::size_t size = 0;
        while (size < most) {
            if (size == out.size()) out.resize(std::min(size + std::max(size, room), most));
            auto const count = file.read(out.data() + size, out.size() - size);
            if (count < 0) return failed();
            if (count == 0) break;
            size += static_cast<std::size_t>(count);
        }
        out.resize(size);
        return out;
    });
}

DESCRY_DECL result<std::string> write_file_text(value_type const& type, void const* in, write_options const& options)
try {
    std::string out;
    write_document(type, in, out, options);
    out += '\n';
    return out;
} catch (call_error const& e) {
    return e.error();
} catch (std::bad_alloc const&) {
    return failure(errc::not_enough_memory);
}

DESCRY_DECL result<void> replace_file(std::filesystem::path const& path, std::string_view content)
{
    return or_out_of_memory([&]() -> result<void> {
        file_replacement file;
        auto failed = file.create(path, random_guid());
        if (!failed) failed = file.write(content);
        if (!failed) failed = file.commit();
        if (failed) return file_failure(path, failed.why, failed.what);
        return {};
    });
}

}  // namespace detail

}  // namespace descry
