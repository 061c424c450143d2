// create_verb: the handling of a POST that creates a document.
#pragma once

#include <descry/model/random_guid.hpp>
#include <descry/testing/detail/change_verbs.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace descry::testing::detail {

/// Creates a document from a request: an item below the collection at the request's path; or an element of a collection
/// whose elements have no path of their own; or the document at the path itself, if its model is that of the request.
/// Otherwise nothing is stored.
class creation {
    emulated_service& service_;
    emulated_call const& call_;
    model_type request_;
    any_json body_{json_kind::object};

public:
    creation(emulated_service& service, emulated_call const& call)
        : service_(service), call_(call), request_(call.what.request)
    {
        if (!request_) return;
        auto const model = read_body(request_, call.message.body, service.of_requests());
        body_ = read_own(write_value(*request_.type, model.get()));
        if (body_.what != json_kind::object)
            throw fault(refusal::unknown_action,
                        "The effect of the operation on a list is not defined in the emulator.");
    }

    prepared_change prepare()
    {
        service_.check_owner(call_.where, call_.key);
        if (auto const* const items = service_.places.items_of(call_.where)) return make_item(*items, call_.key);
        auto const* const main = call_.where.main_resource(call_.selected);
        if (main && names_other_key(*main)) {
            auto owner = call_.key;
            owner.pop_back();
            return make_item(call_.where, std::move(owner));
        }
        if (!main) return without_document();
        if (auto const collection = service_.envelope_of(call_.where, main->model.type))
            return append(*collection, main->model);
        return main->model == request_ ? make_document(*main) : without_document();
    }

private:
    // True if the parameter at the end of the path is not the key of the document at the path.
    bool names_other_key(served_resource const& main) const
    {
        auto const& parameter = last_parameter(*call_.what.op->path).parameter;
        return !parameter.empty() && parameter != last_parameter(*main.path).parameter;
    }

    // The request as a model, with those members and names that the model has.
    any_json item_of(model_type const& model) const
    {
        if (!model || model == request_) return body_;
        auto const item =
            model.read(write_json(members_that_fit(body_, model)), service_.of_documents(missing_members::allowed));
        return read_own(write_value(*model.type, item.get()));
    }

    prepared_change make_item(served_place const& items, resource_key key)
    {
        auto const* const main = items.main_resource();
        auto const& model = main ? main->model : request_;
        auto item = item_of(model);
        auto const owner = key;
        key.push_back(choose_id(items, model, owner, item));
        key = service_.keys.of_values(*items.path, std::move(key));
        if (service_.documents.find(items, key, items.main_representation()))
            throw fault(refusal::key_taken, "There is a resource of that key already.");
        return store(items, std::move(key), items.main_representation(), main, item);
    }

    prepared_change make_document(served_resource const& main)
    {
        if (service_.documents.find(call_.where, call_.key, call_.selected))
            throw fault(refusal::key_taken, "The resource exists already.");
        keep_key(service_, key_members(call_, request_), nullptr, body_);
        return store(call_.where, call_.key, call_.selected, &main, body_);
    }

    prepared_change store(served_place const& where, resource_key key, representation selected,
                          served_resource const* main, any_json item)
    {
        document state{.tag = random_token()};
        auto uri = service_.uri_of(where, key);
        if (main) {
            if (auto const* const table = object_in(*main->model.type))
                set_at_path(item, *table, service_.api.link_of_created,
                            [&](value_type const& type) { return link_tree(type, {uri}, service_.api); });
            auto const model = main->model.read(write_json(item), service_.of_documents(missing_members::allowed));
            where.set_tag(*main->model.type, model.get(), state.tag);
            state.content = write_value(*main->model.type, model.get());
            if (auto const version = version_in(where, *main->model.type); !version.empty())
                state.content = with_next_version(state.content, version, nullptr, random_token());
            item = read_own(state.content);
        } else {
            state.content = write_json(item);
        }
        auto out = make_response(item, {{"Location", std::move(uri)}, {"ETag", quoted_entity_tag(state.tag)}},
                                 main ? main->model : request_);
        return put(where, std::move(key), selected, nullptr, std::move(state), std::move(out));
    }

    prepared_change append(envelope const& collection, model_type const& list)
    {
        auto const* const wanted = object_in(collection.element_type());
        auto const is_element = [&](model_type const& model) { return model && object_in(*model.type) == wanted; };
        auto const& model = is_element(request_) ? request_ : call_.what.response;
        if (!is_element(model)) return without_document();
        auto item = item_of(model);
        auto const before = service_.documents.find_changed(call_.where, call_.key, call_.selected);
        auto elements = before && before->elements ? *before->elements : std::vector<element_json>();
        if (auto const* const id = key_alike(wanted, "id"))
            choose_id(
                model, {wanted, nullptr, id}, descry::random_guid(),
                [&] { return std::to_string(elements.size() + 1); }, item);
        elements.push_back(std::make_shared<std::string const>(write_json(item)));
        return put(call_.where, call_.key, call_.selected, before,
                   {.content = before ? before->content : collection.required_of(list),
                    .tag = random_token(),
                    .elements = std::make_shared<std::vector<element_json> const>(std::move(elements))},
                   make_response(item, {}, model));
    }

    // Stores a state in place of the document that was found. If the key was taken in the meantime, the change is
    // prepared again, which detects that or chooses another key.
    prepared_change put(served_place const& where, resource_key key, representation selected, document_ptr found,
                        document state, response out) const
    {
        return [&service = service_, &call = call_, &where, to = std::move(key), selected, before = std::move(found),
                next = std::make_shared<document const>(std::move(state)),
                sent = std::make_shared<response const>(std::move(out))]() -> replayed_response {
            check_is_allowed(service, call);
            return service.documents.replace(where, to, selected, before, next) ? sent : nullptr;
        };
    }

    prepared_change without_document() const
    {
        return [&service = service_, &call = call_, sent = std::make_shared<response const>(make_response(body_, {}))] {
            check_is_allowed(service, call);
            return sent;
        };
    }

    // 201 with those members of the item that the response's model declares, and with those that it requires.
    response make_response(any_json const& item, std::vector<header> headers, model_type const& of = {}) const
    {
        auto const& model = call_.what.response;
        if (!model) return {201, std::move(headers), {}};
        headers.insert(headers.begin(), {"Content-Type", "application/json"});
        if (model == of) return {201, std::move(headers), write_json(item)};
        if (!object_in(*model.type)) return {201, std::move(headers), write_json(members_that_fit(item, model))};
        auto const made =
            model.read(write_json(members_that_fit(item, model)), service_.of_documents(missing_members::allowed));
        return {201, std::move(headers), write_value(*model.type, made.get())};
    }

    // The id in the body, or a fresh one, which is added to the body. A member `id` besides that of the parameter gets
    // a fresh value too.
    std::string choose_id(served_place const& items, model_type const& model, resource_key const& owner,
                          any_json& item) const
    {
        auto const& parameter = last_parameter(*items.path);
        auto const* const table = model ? object_in(*model.type) : nullptr;
        auto const id = id_of_new(table, parameter.parameter);
        auto const* const other = key_alike(table, "id");
        auto const number = [&] { return next_number(items, owner); };
        if (id && other && other != id.id)
            choose_id(model, {table, nullptr, other}, descry::random_guid(), number, item);
        auto const fresh = is_integer(parameter.member->type) ? number() : descry::random_guid();
        return id ? choose_id(model, id, fresh, number, item) : fresh;
    }

    // A fresh id is a number if the member cannot hold the other one.
    template <class Number>
    static std::string choose_id(model_type const& model, id_member const& id, std::string fresh, Number const& number,
                                 any_json& item)
    {
        if (auto given = id.in(item); !given.empty()) return given;
        auto held = id.held_as(model, fresh);
        if (!held) held = number_tree(fresh = number());
        id.set(item, *std::move(held));
        return fresh;
    }

    std::string next_number(served_place const& items, resource_key key) const
    {
        auto number = service_.documents.below(key, items).all.size();
        key.emplace_back();
        do key.back() = std::to_string(++number);
        while (service_.documents.find(items, key, items.main_representation()));
        return key.back();
    }
};

/// Prepares a POST that creates a document. The response is 201 with the document.
inline prepared_change create_document(emulated_service& service, emulated_call const& call)
{
    return creation(service, call).prepare();
}

}  // namespace descry::testing::detail
