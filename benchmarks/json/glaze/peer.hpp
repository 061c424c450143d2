// peer: stephenberry/glaze as a peer, by the members that Boost.Describe describes.
#pragma once

#include <json/shape.hpp>

#include <glaze/glaze.hpp>

#include <boost/mp11/list.hpp>

#include <string>
#include <string_view>
#include <tuple>

template <class T>
    requires shape::is_object<T>
struct glz::meta<T> {
    static constexpr auto value = []<class... Member>(boost::mp11::mp_list<Member...>) {
        return std::apply([](auto... names_and_members) { return glz::object(names_and_members...); },
                          std::tuple_cat(std::tuple(shape::name_of<T, Member>, Member::pointer)...));
    }(boost::mp11::mp_rename<shape::members_of<T>, boost::mp11::mp_list>());
};

namespace glz {

template <class T>
    requires shape::is_scalar<T>
struct from<JSON, T> {
    template <auto Opts>
    static void op(T& value, is_context auto&& ctx, auto&& it, auto&& end)
    {
        if (skip_ws<Opts>(ctx, it, end)) return;
        std::string_view text;
        bool const quoted = it != end && *it == '"';
        if (quoted) {
            parse<JSON>::op<Opts>(text, ctx, it, end);
            if (bool(ctx.error)) return;
        } else {
            auto const begin = it;
            while (it != end && std::string_view("+-.0123456789Ee").find(*it) != std::string_view::npos) ++it;
            text = std::string_view(&*begin, static_cast<std::size_t>(it - begin));
        }
        if (auto read = descry::scalar<T>::read({text, quoted}))
            value = *std::move(read);
        else
            ctx.error = error_code::syntax_error;
    }
};

template <class T>
    requires shape::is_scalar<T>
struct to<JSON, T> {
    template <auto Opts>
    static void op(T const& value, is_context auto&& ctx, auto&& b, auto&& ix)
    {
        thread_local std::string text;
        text.clear();
        if (descry::scalar<T>::write(value, text))
            serialize<JSON>::op<Opts>(text, ctx, b, ix);
        else
            serialize<JSON>::op<Opts>(raw_json_view{text}, ctx, b, ix);
    }
};

}  // namespace glz

namespace peers {

// As all others do: texts are checked to be UTF-8, and control characters are escaped, without which they are no JSON.
struct all_checks : glz::opts {
    bool validate_utf8 = true;
    bool escape_control_characters = true;
};

struct glaze {
    static constexpr char const* name = "glaze";
    static constexpr all_checks options{{.error_on_unknown_keys = false}};

    template <class T>
    static bool read(std::string const& text, T& value)
    {
        return !glz::read<options>(value, text);
    }

    template <class T>
    static bool write(T const& value, std::string& out)
    {
        return !glz::write<options>(value, out);
    }
};

}  // namespace peers
