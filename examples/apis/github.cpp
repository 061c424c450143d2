// GitHub: the issues and the files of a repository, https://docs.github.com/en/rest.
#include <descry/client.hpp>
#include <descry/client/pages.hpp>
#include <descry/core/base64.hpp>
#include <descry/testing.hpp>
#include <descry/testing/throttle.hpp>

#include <apis/show.hpp>

#include <chrono>
#include <functional>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace github {

enum class issue_state { open, closed };
BOOST_DESCRIBE_ENUM(issue_state, open, closed)

struct issue {
    int number = 0;
    std::string title;
    descry::open_enum<issue_state> state = issue_state::open;
    descry::etag tag{};       // from the header, for conditional requests
    descry::extras extras{};  // the members that are not declared here
};
BOOST_DESCRIBE_STRUCT(issue, (), (number, title, state, tag, extras))
struct new_issue {
    std::string title;
};
BOOST_DESCRIBE_STRUCT(new_issue, (), (title))

struct file {
    std::string path, sha, content;  // base64
};
BOOST_DESCRIBE_STRUCT(file, (), (path, sha, content))
struct file_change {
    std::string message, content;
    std::optional<std::string> sha{};  // that of the file that is replaced
};
BOOST_DESCRIBE_STRUCT(file_change, (), (message, content, sha))
struct commit {
    file content;
};
BOOST_DESCRIBE_STRUCT(commit, (), (content))

struct wrong_field {
    std::string field, code;
};
BOOST_DESCRIBE_STRUCT(wrong_field, (), (field, code))
struct error {
    std::string message;
    std::vector<wrong_field> errors;
};
BOOST_DESCRIBE_STRUCT(error, (), (message, errors))

struct repository_key {
    std::string owner, repo;
};
BOOST_DESCRIBE_STRUCT(repository_key, (), (owner, repo))
struct issue_key {
    std::string owner, repo;
    int number = 0;
};
BOOST_DESCRIBE_STRUCT(issue_key, (), (owner, repo, number))
struct file_key {
    std::string owner, repo, path;
};
BOOST_DESCRIBE_STRUCT(file_key, (), (owner, repo, path))
struct issue_query {
    std::optional<std::string> state{};
    std::optional<int> per_page{}, page{};
};
BOOST_DESCRIBE_STRUCT(issue_query, (), (state, per_page, page))

struct issues : descry::resource<std::vector<issue>, repository_key, "/repos/{owner}/{repo}/issues",
                                 descry::create<new_issue, issue>,
                                 descry::in_pages<descry::with_query<descry::get, issue_query>, descry::whole_page{},
                                                  descry::by_link_header>> {};
struct one_issue
    : descry::resource<issue, issue_key, "/repos/{owner}/{repo}/issues/{number}", descry::get, descry::patch<>> {};
struct contents : descry::resource<file, file_key, "/repos/{owner}/{repo}/contents/{+path}", descry::get,
                                   descry::action<file_change, commit, "PUT">> {};

descry::service const wire{.body = {.names = descry::casing::as_declared},
                           .read_error = descry::read_error<error, nullptr, &error::message>};

// The service breaks base64 into lines.
std::string text_of(file const& from)
{
    auto lines = from.content;
    std::erase(lines, '\n');
    return descry::base64_decode(lines).value();
}

}  // namespace github

int main()
{
    // What no declaration says: two refusals, and what a change of a file does.
    auto const time = std::make_shared<descry::testing::fake_clock>();
    auto const in_a_minute = std::to_string((time->date() + std::chrono::minutes(1)).time_since_epoch().count());
    auto const refuse = descry::testing::respond_first_with(
        {descry::response{422, {}, R"({"message":"Validation Failed","errors":[{"field":"title","code":"missing"}]})"},
         descry::response{403, {{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", in_a_minute}}, {}}});
    descry::testing::emulator emulator({.wire = github::wire}, {.on_exchange = show, .before = refuse});
    emulator.serve<github::issues>();
    emulator.serve<github::one_issue>();
    emulator.serve<github::contents>();
    for (int const n : {7, 8})
        emulator.seed<github::one_issue>({"ada", "engine", n}, {.number = n, .title = "Overflow"});
    emulator.seed<github::contents>({"ada", "engine", "docs/use.md"},
                                    {"docs/use.md", "95b966", "VHVybiBp\ndCBvbi4=\n"});
    emulator.on<github::contents>([&](github::file_key const& key, github::file_change const& change) {
        emulator.change<github::contents>(key, [&](github::file& changed) { changed.content = change.content; });
        return github::commit{*emulator.stored<github::contents>(key)};
    });

    auto const network = std::make_shared<descry::testing::scripted_transport>(std::ref(emulator), time);
    descry::client const client({.base_url = "https://api.github.com",
                                 .credentials = descry::bearer_token{"<token>"},
                                 .headers = {{"X-GitHub-Api-Version", "2022-11-28"}},
                                 .custom_transport = network},
                                github::wire);
    auto const issues = client.at<github::issues>({"ada", "engine"});
    if (auto const made = issues.try_create({.title = ""}); !made)
        if (auto const why = made.error().as<github::error>())
            std::cout << why->message << ": " << why->errors.at(0).field << '\n';

    auto const seventh = client.at<github::one_issue>({"ada", "engine", 7});
    auto const issue = seventh.get();  // waits until the service has a new quota
    std::cout << issue.title << " after " << time->elapsed() / std::chrono::seconds(1) << " seconds\n";

    auto const again = seventh.with({.headers = {{"If-None-Match", issue.tag.value()}}}).try_get();
    if (!again && again.error() == descry::errc::not_modified) std::cout << "not modified\n";

    auto closed = issue;
    closed.state = github::issue_state::closed;
    seventh.patch(issue, closed);
    for (auto const& each : issues.all({.per_page = 1}))
        std::cout << each.number << ' ' << each.state.to_string() << '\n';

    auto const manual = client.at<github::contents>({"ada", "engine", "docs/use.md"});
    auto const file = manual.get();
    auto const more = descry::base64_encode(github::text_of(file) + " Turn it off.");
    std::cout << text_of(manual.invoke({.message = "More", .content = more, .sha = file.sha}).content) << '\n';
}
