// Every operation that operations.txt lists has a declaration that says the same, and nothing else is declared.
#include "models.hpp"

#include <boost/test/unit_test.hpp>

#include <partner_center/client.hpp>
#include <partner_center/emulator/whole_in_process_emulator.hpp>

#include <cstddef>
#include <fstream>
#include <map>
#include <ostream>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(operations)

namespace {

struct facts {
    std::map<std::string, bool> query{};  // Whether a member is required.
    std::string condition{};              // Empty: none.
    std::string credentials{};            // Empty: any.
    std::string takes{}, gives{};         // Empty: no body.

    bool operator==(facts const&) const = default;
};

std::ostream& operator<<(std::ostream& out, facts const& of)
{
    for (auto const& [name, required] : of.query) out << '?' << name << (required ? "! " : " ");
    return out << of.condition << ' ' << of.credentials << " takes:" << of.takes << " gives:" << of.gives;
}

std::string name_of(descry::operation const& op) { return std::string(op.method).append(" ").append(op.path->text); }

descry::field const* member_of(descry::object_table const& table, std::string_view name)
{
    for (auto const& f : std::span(table.fields, table.size))
        if (f.names[2] == name) return &f;
    return nullptr;
}

// As the list has it: `orders::order`, `collection<orders::order>`, `list<text>`.
std::string body_name(descry::value_type const* type)
{
    if (!type) return {};
    if (type->what == descry::kind::list) return "list<" + body_name(&type->list->element) + '>';
    if (type->what == descry::kind::optional) return body_name(&type->optional->value);
    if (type->what == descry::kind::object)
        if (auto const* const items = member_of(*type->object, "items");
            items && member_of(*type->object, "total_count"))
            return "collection<" + body_name(&items->type.optional->value.list->element) + '>';
    auto const name = listed_models::kind_of(*type);
    return name.substr(name.find(' ') + 1);
}

std::string answer_name(descry::operation const& op)
{
    if (op.job) return "job<" + body_name(op.job->response) + '>';
    if (op.verb == descry::verb_kind::download) return "file";
    if (op.verb == descry::verb_kind::exists) return "boolean";
    return body_name(op.response);
}

facts facts_of(descry::operation const& op)
{
    facts out;
    if (op.query) {
        auto const names = op.query->policy.names.value_or(partner_center::detail::wire().names_of_queries());
        auto const casing = static_cast<std::size_t>(names);
        for (auto const& f : std::span(op.query->fields, op.query->size))
            out.query.emplace(f.names[casing], !descry::may_be_absent(f.type.what));
    }
    if (op.condition == descry::precondition::tag) out.condition = "if_match";
    if (op.condition == descry::precondition::tag_if_present) out.condition = "if_match_if_present";
    if (op.needs == descry::credential_kind::app_user) out.credentials = "app_user";
    if (op.needs == descry::credential_kind::app_only) out.credentials = "app_only";
    out.takes = op.verb == descry::verb_kind::upload ? "form" : body_name(op.request);
    out.gives = answer_name(op);
    return out;
}

struct listed_operation {
    std::string ids;  // Of all that are one verb.
    facts is;
};

// What a verb has to be that serves both. Their bodies have to be the same.
facts merge(facts const& a, facts const& b)
{
    BOOST_TEST(a.takes == b.takes);
    BOOST_TEST(a.gives == b.gives);
    facts out{.condition = a.condition.empty() ? b.condition : a.condition, .takes = a.takes, .gives = a.gives};
    if (a.credentials == b.credentials) out.credentials = a.credentials;
    for (auto const& [name, required] : a.query) out.query[name] = required && b.query.contains(name);
    for (auto const& [name, required] : b.query)
        out.query[name] = required && a.query.contains(name) && out.query[name];
    return out;
}

struct list {
    std::set<std::string> areas, ids;
    std::map<std::string, listed_operation> by_name;  // Such as `GET /v1/customers`.
};

list read_list()
{
    list out;
    std::ifstream file("tests/partner_center/operations.txt");
    for (std::string line; std::getline(file, line);) {
        std::istringstream words(line);
        std::string id, method, path;
        words >> id >> method >> path;
        if (id.empty() || id == "#") continue;
        if (id == "area") {
            out.areas.insert(method);
            continue;
        }
        facts is;
        for (std::string word; words >> word;) {
            if (word.starts_with("if_match"))
                is.condition = word;
            else if (word.starts_with("takes:"))
                is.takes = word.substr(6);
            else if (word.starts_with("gives:"))
                is.gives = word.substr(6);
            else if (word.front() != '?')
                is.credentials = word;
            else
                is.query.emplace(word.substr(1, word.find('!') - 1), word.back() == '!');
        }
        id.pop_back();  // the colon
        out.ids.insert(id);
        auto const [at, fresh] = out.by_name.try_emplace(method.append(" ").append(path), listed_operation{id, is});
        if (!fresh) at->second = {at->second.ids.append(", ").append(id), merge(at->second.is, is)};
    }
    return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_list_is_whole)
{
    auto const all = read_list();
    BOOST_TEST(all.areas.size() == 18u);
    BOOST_TEST(all.ids.size() == 143u);
    BOOST_TEST(all.by_name.size() == 119u);
}

BOOST_AUTO_TEST_CASE(each_is_declared_as_the_list_says_and_no_other)
{
    auto const listed = read_list().by_name;
    std::set<std::string> declared;
    for (auto const* const op : partner_center::whole_in_process_emulator().operations()) {
        auto const name = name_of(*op);
        if (!declared.insert(name).second) BOOST_ERROR(name + " is declared twice");
        auto const found = listed.find(name);
        if (found == listed.end())
            BOOST_ERROR(name + " is declared, and no operation of the list");
        else
            BOOST_TEST(facts_of(*op) == found->second.is, found->second.ids << " (" << name << ") is declared with ["
                                                                            << facts_of(*op) << "] and listed with ["
                                                                            << found->second.is << "]");
    }
    for (auto const& [name, operation] : listed)
        if (!declared.contains(name)) BOOST_ERROR(operation.ids + " (" + name + ") has no declaration");
}

BOOST_AUTO_TEST_SUITE_END()
