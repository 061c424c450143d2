// peers: the same two functions for each library: read a text into one of our models, and write it.
#pragma once

#include <json/nlohmann.hpp>
#include <json/shape.hpp>
#include <json/sink.hpp>

#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <simdjson.h>
#include <boost/json.hpp>
#include <boost/json/basic_parser_impl.hpp>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace peers {

inline void check(bool ok)
{
    if (!ok) throw std::runtime_error("a peer refuses the text");
}

/// Ours.
struct descry_json {
    static constexpr char const* name = "descry";

    template <class T>
    T read(std::string const& text) const
    {
        T value;
        check(descry::read_json_into(text, value, options).has_value());
        return value;
    }

    template <class T>
    void write(T const& value)
    {
        descry::write_json_into(value, out);
    }

    descry::read_options options{};
    std::string out;
};

/// Boost.JSON to a value of its own, which is no typed object: what a typed reader may take at least.
struct boost_parse {
    static constexpr char const* name = "Boost.JSON parse only";

    template <class T>
    static boost::json::value read(std::string const& text)
    {
        return boost::json::parse(text);
    }
};

/// Boost.JSON by its values.
struct boost_value {
    static constexpr char const* name = "Boost.JSON value_to";

    template <class T>
    static T read(std::string const& text)
    {
        T value;
        fill(boost::json::parse(text), value);
        return value;
    }

    template <class T>
    void write(T const& value)
    {
        out = boost::json::serialize(make(value));
    }

    std::string out;

private:
    template <class T>
    static void fill(boost::json::value const& from, T& to)
    {
        if constexpr (shape::is_optional<T>) {
            if (!from.is_null()) fill(from, to.emplace());
        } else if constexpr (shape::is_list<T>) {
            to.reserve(from.as_array().size());
            for (auto const& element : from.as_array()) shape::append(to, [&](auto& filled) { fill(element, filled); });
        } else if constexpr (shape::is_array<T>) {
            for (std::size_t i = 0; i != to.size(); ++i) fill(from.as_array()[i], to[i]);
        } else if constexpr (shape::is_map<T>) {
            for (auto const& [name, value] : from.as_object()) fill(value, to[std::string(name.data(), name.size())]);
        } else if constexpr (shape::is_object<T>) {
            auto const& object = from.as_object();
            shape::for_each_member(to, [&](std::string_view name, auto& member) {
                if (auto const* value = object.if_contains({name.data(), name.size()})) fill(*value, member);
            });
        } else if constexpr (shape::is_scalar<T>) {
            if (from.is_string())
                to = shape::scalar<T>({from.get_string().data(), from.get_string().size()}, true);
            else  // the text of a number is gone
                to = shape::scalar<T>(descry::write_json(from.to_number<double>()), false);
        } else {
            to = boost::json::value_to<T>(from);
        }
    }

    template <class T>
    static boost::json::value make(T const& from)
    {
        if constexpr (shape::is_optional<T>) {
            return make(*from);
        } else if constexpr (shape::is_list<T> || shape::is_array<T>) {
            boost::json::array out;
            out.reserve(from.size());
            for (auto const& element : from) out.push_back(make(element));
            return out;
        } else if constexpr (shape::is_map<T>) {
            boost::json::object out;
            for (auto const& [name, value] : from) out.emplace(name, make(value));
            return out;
        } else if constexpr (shape::is_object<T>) {
            boost::json::object out;
            shape::for_each_member(from, [&](std::string_view name, auto const& member) {
                if (has_value(member)) out.emplace(boost::json::string_view(name.data(), name.size()), make(member));
            });
            return out;
        } else if constexpr (shape::is_scalar<T>) {
            std::string text;
            if (descry::scalar<T>::write(from, text)) return boost::json::string(text);
            return std::stod(text);
        } else {
            return boost::json::value_from(from);
        }
    }

    template <class T>
    static bool has_value(T const& member)
    {
        if constexpr (shape::is_optional<T>)
            return member.has_value();
        else
            return true;
    }
};

/// Boost.JSON's parser with a handler that fills our objects.
struct boost_handler {
    static constexpr char const* name = "Boost.JSON basic_parser";

    template <class T>
    static T read(std::string const& text)
    {
        T value;
        boost::json::parse_options options;
#if BOOST_VERSION >= 108200
        options.numbers = boost::json::number_precision::precise;
#endif
        boost::json::basic_parser<handler> parser(options, value);
        boost::json::error_code error;
        parser.write_some(false, text.data(), text.size(), error);
        check(!error);
        return value;
    }

private:
    struct handler {
        using view = boost::json::string_view;
        using code = boost::json::error_code;
        static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
        static constexpr std::size_t max_array_size = max_object_size;
        static constexpr std::size_t max_key_size = max_object_size;
        static constexpr std::size_t max_string_size = max_object_size;

        template <class T>
        explicit handler(T& root) : events(root)
        {
        }

        bool on_document_begin(code&) { return true; }
        bool on_document_end(code&) { return true; }
        bool on_object_begin(code&) { return events.begin(); }
        bool on_object_end(std::size_t, code&) { return events.end(); }
        bool on_array_begin(code&) { return events.begin(); }
        bool on_array_end(std::size_t, code&) { return events.end(); }
        bool on_key_part(view s, std::size_t, code&) { return part(s); }
        bool on_key(view s, std::size_t, code&)
        {
            return whole(s, [&](auto t) { return events.name(t); });
        }
        bool on_string_part(view s, std::size_t, code&) { return part(s); }
        bool on_string(view s, std::size_t, code&)
        {
            return whole(s, [&](auto t) { return events.text(t); });
        }
        bool on_number_part(view s, code&) { return part(s); }
        bool on_int64(std::int64_t i, view s, code&)
        {
            return whole(s, [&](auto t) { return events.integer(i, t); });
        }
        bool on_uint64(std::uint64_t i, view s, code&)
        {
            return whole(s, [&](auto t) { return events.integer(static_cast<std::int64_t>(i), t); });
        }
        bool on_double([[maybe_unused]] double d, view s, code&)
        {
#if BOOST_VERSION >= 108200
            return whole(s, [&](auto t) { return events.real(d, t); });
#else  // whose double is not always the nearest
            return whole(s, [&](auto t) { return events.number(t); });
#endif
        }
        bool on_bool(bool b, code&) { return events.boolean(b); }
        bool on_null(code&) { return events.null(); }
        bool on_comment_part(view, code&) { return true; }
        bool on_comment(view, code&) { return true; }

        bool part(view s)
        {
            parts.append(s.data(), s.size());
            return true;
        }
        template <class Function>
        bool whole(view s, Function f)
        {
            if (parts.empty()) return f(std::string_view(s.data(), s.size()));
            parts.append(s.data(), s.size());
            bool const ok = f(std::string_view(parts));
            parts.clear();
            return ok;
        }

        sink::events events;
        std::string parts;
    };
};

/// RapidJSON's reader with a handler that fills our objects. Numbers come as text where amounts have to stay exact.
struct rapid {
    static constexpr char const* name = "RapidJSON";

    template <class T>
    static T read(std::string const& text)
    {
        T value;
        handler h{{}, sink::events(value)};
        rapidjson::StringStream stream(text.c_str());
        rapidjson::Reader reader;
        constexpr unsigned numbers =
            shape::has_scalars<T>() ? rapidjson::kParseNumbersAsStringsFlag : rapidjson::kParseFullPrecisionFlag;
        check(!reader.Parse<numbers | rapidjson::kParseValidateEncodingFlag>(stream, h).IsError());
        return value;
    }

    template <class T>
    void write(T const& value)
    {
        out.Clear();
        rapidjson::Writer<rapidjson::StringBuffer> writer(out);
        put(writer, value);
    }

    rapidjson::StringBuffer out;

private:
    struct handler : rapidjson::BaseReaderHandler<rapidjson::UTF8<>, handler> {
        handler(rapidjson::BaseReaderHandler<rapidjson::UTF8<>, handler>, sink::events e) : events(std::move(e)) {}
        bool Null() { return events.null(); }
        bool Bool(bool b) { return events.boolean(b); }
        bool Int(int i) { return events.integer(i); }
        bool Uint(unsigned i) { return events.integer(i); }
        bool Int64(std::int64_t i) { return events.integer(i); }
        bool Uint64(std::uint64_t i) { return events.integer(static_cast<std::int64_t>(i)); }
        bool Double(double d) { return events.real(d); }
        bool RawNumber(char const* s, rapidjson::SizeType n, bool) { return events.number({s, n}); }
        bool String(char const* s, rapidjson::SizeType n, bool) { return events.text({s, n}); }
        bool StartObject() { return events.begin(); }
        bool Key(char const* s, rapidjson::SizeType n, bool) { return events.name({s, n}); }
        bool EndObject(rapidjson::SizeType) { return events.end(); }
        bool StartArray() { return events.begin(); }
        bool EndArray(rapidjson::SizeType) { return events.end(); }
        sink::events events;
    };

    template <class Writer, class T>
    static void put(Writer& w, T const& from)
    {
        if constexpr (shape::is_optional<T>) {
            put(w, *from);
        } else if constexpr (shape::is_list<T> || shape::is_array<T>) {
            w.StartArray();
            for (auto const& element : from) put(w, element);
            w.EndArray();
        } else if constexpr (shape::is_map<T>) {
            w.StartObject();
            for (auto const& [name, value] : from) {
                w.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
                put(w, value);
            }
            w.EndObject();
        } else if constexpr (shape::is_object<T>) {
            w.StartObject();
            shape::for_each_member(from, [&](std::string_view name, auto const& member) {
                if constexpr (shape::is_optional<std::remove_cvref_t<decltype(member)>>)
                    if (!member) return;
                w.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
                put(w, member);
            });
            w.EndObject();
        } else if constexpr (shape::is_scalar<T>) {
            std::string text;
            if (descry::scalar<T>::write(from, text))
                w.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
            else
                w.RawValue(text.data(), text.size(), rapidjson::kNumberType);
        } else if constexpr (std::is_same_v<T, std::string>) {
            w.String(from.data(), static_cast<rapidjson::SizeType>(from.size()));
        } else if constexpr (std::is_same_v<T, bool>) {
            w.Bool(from);
        } else if constexpr (std::is_same_v<T, double>) {
            w.Double(from);
        } else {
            w.Int64(from);
        }
    }
};

/// simdjson On-Demand, with a parser that is kept. It copies the text to where it may read past its end.
struct simd {
    static constexpr char const* name = "simdjson On-Demand";

    template <class T>
    T read(std::string const& text)
    {
        T value;
        padded = simdjson::padded_string(text);
        simdjson::ondemand::document document = parser.iterate(padded);
        simdjson::ondemand::value root = document.get_value();
        fill(root, value);
        return value;
    }

    simdjson::padded_string padded;
    simdjson::ondemand::parser parser;

private:
    template <class T>
    static void fill(simdjson::ondemand::value from, T& to)
    {
        if constexpr (shape::is_optional<T>) {
            if (!from.is_null()) fill(from, to.emplace());
        } else if constexpr (shape::is_list<T>) {
            for (simdjson::ondemand::value element : from.get_array())
                shape::append(to, [&](auto& filled) { fill(element, filled); });
        } else if constexpr (shape::is_array<T>) {
            std::size_t next = 0;
            for (simdjson::ondemand::value element : from.get_array()) fill(element, to.at(next++));
        } else if constexpr (shape::is_map<T>) {
            for (auto field : from.get_object()) {
                std::string_view const name = field.unescaped_key();
                auto& value = to[std::string(name)];
                fill(field.value(), value);
            }
        } else if constexpr (shape::is_object<T>) {
            std::size_t next = 0;
            for (auto field : from.get_object()) {
                std::string_view const name = field.unescaped_key();
                simdjson::ondemand::value value = field.value();
                shape::with_member(to, name, next, [&](auto& member) { fill(value, member); });
            }
        } else if constexpr (shape::is_scalar<T>) {
            if (from.type() == simdjson::ondemand::json_type::string) {
                to = shape::scalar<T>(from.get_string(), true);
            } else {
                auto token = from.raw_json_token();
                while (!token.empty() && static_cast<unsigned char>(token.back()) <= ' ') token.remove_suffix(1);
                to = shape::scalar<T>(token, false);
            }
        } else if constexpr (std::is_same_v<T, std::string>) {
            to.assign(std::string_view(from.get_string()));
        } else if constexpr (std::is_same_v<T, bool>) {
            to = from.get_bool();
        } else if constexpr (std::is_same_v<T, double>) {
            to = from.get_double();
        } else {
            to = from.get_int64();
        }
    }
};

}  // namespace peers
