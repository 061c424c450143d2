// Microsoft Graph: the users of a directory, and tasks of Planner, https://learn.microsoft.com/graph/api/overview.
#include <descry/client.hpp>
#include <descry/client/pages.hpp>
#include <descry/testing.hpp>
#include <descry/testing/throttle.hpp>

#include <apis/show.hpp>

#include <functional>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace graph {

struct user {
    std::optional<std::string> id{}, display_name{}, mail{};
    descry::extras extras{};
};
BOOST_DESCRIBE_STRUCT(user, (), (id, display_name, mail, extras))

struct user_list {
    std::vector<user> value;
    std::optional<std::string> next_link{}, delta_link{};
};
BOOST_DESCRIBE_STRUCT(user_list, (), (value, next_link, delta_link))

struct planner_task {
    std::optional<std::string> etag{}, id{}, title{};
    int percent_complete = 0;
    descry::extras extras{};
};
BOOST_DESCRIBE_STRUCT(planner_task, (), (etag, id, title, percent_complete, extras))

struct id_key {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(id_key, (), (id))

struct list_query {
    std::vector<std::string> select{};
    std::optional<int> top{};
};
BOOST_DESCRIBE_STRUCT(list_query, (), (select, top))

using listed = descry::in_pages<descry::with_query<descry::get, list_query>, &user_list::value,
                                descry::by_link<&user_list::next_link>>;
struct users : descry::resource<user_list, descry::nothing, "/users", listed> {};
struct changed_users : descry::resource<user_list, descry::nothing, "/users/delta",
                                        descry::with_header<listed, "Prefer", "return=minimal">> {};
struct one_user : descry::resource<user, id_key, "/users/{id}", descry::get> {};

// A change is answered by 204, or by the task if the request has `Prefer: return=representation`.
using task_tag = descry::if_match<&planner_task::etag>;
struct tasks : descry::resource<planner_task, id_key, "/planner/tasks/{id}", descry::get,
                                descry::then_read<descry::patch<task_tag>>, descry::remove<task_tag>> {};

}  // namespace graph

template <>
inline constexpr std::string_view descry::renamed<& graph::user_list::next_link> = "@odata.nextLink";
template <>
inline constexpr std::string_view descry::renamed<& graph::user_list::delta_link> = "@odata.deltaLink";
template <>
inline constexpr std::string_view descry::renamed<& graph::planner_task::etag> = "@odata.etag";
template <>
inline constexpr std::string_view descry::renamed<& graph::list_query::select> = "$select";
template <>
inline constexpr auto descry::style_of<& graph::list_query::select> = descry::parameter_style::commas;
template <>
inline constexpr std::string_view descry::renamed<& graph::list_query::top> = "$top";

int main()
{
    auto const refuse = descry::testing::respond_first_with({descry::response{
        400,
        {},
        R"({"error":{"code":"badRequest","message":"No such property","innerError":{"code":"invalidRequest"}}})"}});
    std::pair<std::string_view, std::string_view> const unselected[] = {{"$select", ""}, {"$top", ""}};
    descry::testing::emulator emulator({.selecting = unselected},
                                       {.on_exchange = show, .page_size = 2, .before = refuse});
    emulator.serve<graph::users>();
    emulator.serve<graph::changed_users>();
    emulator.serve<graph::one_user>();
    emulator.serve<graph::tasks>();
    for (auto const* const name : {"Ada", "Bob", "Cleo"})
        emulator.seed<graph::one_user>({name}, {.id = name, .display_name = name});
    emulator.seed<graph::changed_users>({}, {{{.id = "Ada"}, {.id = "Bob"}}, {}, "/users/delta?$deltatoken=1"});
    emulator.seed<graph::tasks>({"7"}, {.id = "7", .title = "Ship"});

    descry::client const client(
        {.base_url = "https://graph.microsoft.com/v1.0",
         .credentials = descry::bearer_token{"<token>"},
         .custom_transport = std::make_shared<descry::testing::scripted_transport>(std::ref(emulator))});

    auto const users = client.at<graph::users>({});
    if (auto const got = users.try_get({.select = {"nickname"}}); !got)
        std::cout << got.error()->service_code << ": " << got.error()->description << '\n';
    for (auto const& each : users.all({.select = {"id", "displayName"}, .top = 2}))
        std::cout << *each.display_name << '\n';

    auto const changes = client.at<graph::changed_users>({});
    auto all = changes.all();
    for (auto const& each : all) std::cout << *each.id << '\n';
    emulator.seed<graph::changed_users>({}, {{{.id = "Dora"}}, {}, "/users/delta?$deltatoken=2"});
    for (auto const& each : changes.all({}, {.from = all.current_page()->delta_link.value()}))
        std::cout << *each.id << '\n';

    auto const seventh = client.at<graph::tasks>({"7"});
    auto const task = seventh.get();
    auto half = task;
    half.percent_complete = 50;
    half = seventh.patch(task, half);  // is read after the 204, for its new tag
    auto done = half;
    done.percent_complete = 100;
    done = seventh.with({.headers = {{"Prefer", "return=representation"}}}).patch(half, done);
    if (seventh.try_remove(task).error().is_conflict()) std::cout << "changed since it was read\n";
    seventh.remove(done);
}
