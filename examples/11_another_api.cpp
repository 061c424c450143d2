// Another public API, the issues of GitHub, in one file: the models, the paths, and pages that are linked by the header
// `Link`. The program calls an emulator that is made from the same declarations.
#include <descry/beast.hpp>
#include <descry/client.hpp>
#include <descry/client/pages.hpp>
#include <descry/testing.hpp>

#include <functional>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace github {

struct user {
    std::string login;
    descry::extras extras;
};
BOOST_DESCRIBE_STRUCT(user, (), (login, extras))

struct issue {
    std::optional<int> number;
    std::string title;
    std::optional<std::string> state, body;
    std::optional<github::user> user;
    descry::extras extras;  // the many members that are not declared here
};
BOOST_DESCRIBE_STRUCT(issue, (), (number, title, state, body, user, extras))

struct repository_key {
    std::string owner, repo;
};
BOOST_DESCRIBE_STRUCT(repository_key, (), (owner, repo))

struct issue_key {
    std::string owner, repo;
    int number = 0;
};
BOOST_DESCRIBE_STRUCT(issue_key, (), (owner, repo, number))

struct issue_query {
    std::optional<std::string> state{};  // open, closed
    std::optional<int> per_page{}, page{};
};
BOOST_DESCRIBE_STRUCT(issue_query, (), (state, per_page, page))

// The response is an array; the header `Link` has the next page.
using list_of_issues =
    descry::in_pages<descry::with_query<descry::get, issue_query>, descry::whole_page{}, descry::by_link_header>;

struct issues : descry::resource<std::vector<issue>, repository_key, "/repos/{owner}/{repo}/issues", list_of_issues,
                                 descry::create<issue>> {};
struct one_issue
    : descry::resource<issue, issue_key, "/repos/{owner}/{repo}/issues/{number}", descry::get, descry::patch<>> {};

// Names are sent as declared, in bodies and queries.
descry::service const wire{.body = {.names = descry::casing::as_declared}};

}  // namespace github

int main()
{
    descry::testing::emulator emulator({.wire = github::wire});
    emulator.serve<github::issues>();
    emulator.serve<github::one_issue>();
    for (auto const& [number, title] : {std::pair(7, "Overflow"), std::pair(8, "Typo"), std::pair(9, "Slow")})
        emulator.seed<github::one_issue>(
            {"ada", "engine", number},
            {.number = number, .title = title, .state = "open", .body = {}, .user = {{"charles", {}}}, .extras = {}});
    descry::testing::https_server const service(std::ref(emulator));

    descry::client const client({.base_url = service.base_url(), .network = {.ca_file = service.ca_file()}},
                                github::wire);
    auto const seventh = client.at<github::one_issue>({"ada", "engine", 7});

    auto const before = seventh.get();
    auto after = before;
    after.state = "closed";
    after = seventh.patch(before, after);  // sends {"state":"closed"}
    std::cout << after.title << " by " << after.user->login << " is " << after.state.value() << '\n';

    auto const issues = client.at<github::issues>({"ada", "engine"});
    for (auto const& issue : issues.all({.per_page = 2}))  // two pages
        std::cout << '#' << issue.number.value() << ' ' << issue.title << ", " << issue.state.value() << '\n';
    for (auto const& issue : issues.all({.state = "closed"})) std::cout << "closed: " << issue.title << '\n';
}
