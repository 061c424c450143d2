// served_resource: a declared resource as data, for the server's side. Its model's type ends here.
#pragma once

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <descry/json/reader.hpp>
#include <descry/json/writer.hpp>
#include <descry/rest/resource.hpp>
#include <descry/testing/fault.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace descry::testing {

/// A resource's operations, and how its models are made, read and written without knowing their type.
struct served_resource {
    path_table const* path;
    value_type model;
    std::shared_ptr<void> (*make)();
    std::vector<operation const*> operations{};

    /// The operation of that method; null when the resource does not declare it. HEAD is a GET without the body.
    operation const* find(std::string_view method) const noexcept
    {
        if (method == "HEAD") method = "GET";
        for (auto const* op : operations)
            if (op->method == method) return op;
        return nullptr;
    }

    /// The field value of `Allow` (RFC 9110, 10.2.1).
    std::string allowed_methods() const
    {
        std::string out;
        for (auto const* op : operations) {
            if (!out.empty()) out += ", ";
            out += op->method;
            if (op->method == "GET") out += ", HEAD";
        }
        return out;
    }

    /// A model read from a body. Throws `fault` that names the place.
    std::shared_ptr<void> read(std::string_view body) const
    {
        auto out = make();
        descry::detail::reader engine(body, {});
        if (!engine.document(model, out.get()))
            throw fault(refusal::malformed_body, "The body was refused: " + engine.error().message() + '.');
        return out;
    }

    /// A model as a body. Throws `call_error` when it was made of text that has no JSON form.
    std::string write(void const* object) const
    {
        std::string out;
        descry::detail::writer engine(out, {});
        if (!engine.document(model, object)) throw call_error(engine.error());
        return out;
    }

    /// Puts an entity tag into a model that has a member for it.
    void set_tag(void* object, std::string_view tag) const
    {
        for (auto const* op : operations)
            if (op->set_tag) return op->set_tag(object, tag);
    }
};

/// What a declaration says, as data.
template <declared_resource R>
served_resource serve_resource()
{
    using model = typename R::model_type;
    served_resource out{&R::path, type_for<model>(), [] { return std::shared_ptr<void>(std::make_shared<model>()); }};
    boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, typename R::verbs>>(
        [&out]<class Verb>(std::type_identity<Verb>) {
            out.operations.push_back(&descry::detail::operation_of<R, Verb>);
        });
    return out;
}

}  // namespace descry::testing
