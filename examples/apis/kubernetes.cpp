// Kubernetes: the pods of a namespace, https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/.
#include <descry/client.hpp>
#include <descry/client/pages.hpp>
#include <descry/client/stream.hpp>
#include <descry/testing.hpp>

#include <apis/show.hpp>

#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kubernetes {

struct object_meta {
    std::string name;
    std::optional<std::string> resource_version{};
    std::optional<std::map<std::string, std::string>> labels{};
    descry::extras extras{};
};
BOOST_DESCRIBE_STRUCT(object_meta, (), (name, resource_version, labels, extras))

struct container {
    std::string name, image;
    descry::extras extras{};
};
BOOST_DESCRIBE_STRUCT(container, (), (name, image, extras))
struct pod_spec {
    std::vector<container> containers;
    descry::extras extras{};
};
BOOST_DESCRIBE_STRUCT(pod_spec, (), (containers, extras))
struct pod_status {
    std::optional<std::string> phase, pod_ip;
    descry::extras extras{};
};
BOOST_DESCRIBE_STRUCT(pod_status, (), (phase, pod_ip, extras))

struct pod {
    object_meta metadata;
    pod_spec spec;
    std::optional<pod_status> status{};
    std::string api_version = "v1", kind = "Pod";
};
BOOST_DESCRIBE_STRUCT(pod, (), (metadata, spec, status, api_version, kind))

struct list_meta {
    std::optional<std::string> resource_version, continue_;
};
BOOST_DESCRIBE_STRUCT(list_meta, (), (resource_version, continue_))
struct pod_list {
    list_meta metadata;
    std::vector<pod> items;
};
BOOST_DESCRIBE_STRUCT(pod_list, (), (metadata, items))

enum class change { ADDED, MODIFIED, DELETED, BOOKMARK, ERROR };
BOOST_DESCRIBE_ENUM(change, ADDED, MODIFIED, DELETED, BOOKMARK, ERROR)
struct pod_event {
    descry::open_enum<change> type;
    pod object;
};
BOOST_DESCRIBE_STRUCT(pod_event, (), (type, object))

struct space_key {
    std::string space;
};
BOOST_DESCRIBE_STRUCT(space_key, (), (space))
struct pod_key {
    std::string space, name;
};
BOOST_DESCRIBE_STRUCT(pod_key, (), (space, name))
struct list_query {
    std::optional<int> limit{};
    std::optional<std::string> continue_{};
};
BOOST_DESCRIBE_STRUCT(list_query, (), (limit, continue_))
struct watch_query {
    bool watch = true;
    std::optional<std::string> resource_version{};
};
BOOST_DESCRIBE_STRUCT(watch_query, (), (watch, resource_version))

// The version is in the body, so every patch has it. A version that is not current is 409, like a name that is taken.
using version = descry::always<&pod::metadata, &object_meta::resource_version>;
bool is_conflict(descry::failure_details const& why) { return why.status == 409 && why.service_code == "Conflict"; }
descry::service const wire{.exact_names = true, .is_conflict = is_conflict};

using next = descry::by_token<"continue", &pod_list::metadata, &list_meta::continue_>;
struct pods : descry::resource<pod_list, space_key, "/api/v1/namespaces/{space}/pods", descry::create<pod>,
                               descry::in_pages<descry::with_query<descry::get, list_query>, &pod_list::items, next>,
                               descry::with_query<descry::watch<pod_event>, watch_query>> {};
struct one_pod : descry::resource<pod, pod_key, "/api/v1/namespaces/{space}/pods/{name}", descry::get,
                                  descry::patch<version, "application/merge-patch+json">> {};

}  // namespace kubernetes

template <>
inline constexpr std::string_view descry::renamed<& kubernetes::pod_status::pod_ip> = "podIP";
template <>
inline constexpr auto descry::written_as<kubernetes::change> = descry::enum_style::as_declared;

// What no declaration says: the errors of the service, and a stream.
std::string write_status(descry::testing::fault const& why)
{
    auto const* const reason = why.why() == descry::testing::refusal::stale_version ? "Conflict" : "AlreadyExists";
    return R"({"kind":"Status","reason":")" + std::string(reason) + R"(","code":)" + std::to_string(why.status()) + '}';
}
std::optional<descry::response> stream(descry::request const& asked)
{
    if (asked.target.find("watch=true") == std::string::npos) return std::nullopt;
    kubernetes::pod const seen{.metadata = {.name = "web"}, .spec = {}, .status = {{"Running", "10.1.2.3"}}};
    return descry::response{
        200, {}, descry::write_json(kubernetes::pod_event{kubernetes::change::MODIFIED, seen}) + '\n'};
}

int main()
{
    descry::testing::emulator emulator({.wire = kubernetes::wire, .write_fault = write_status},
                                       {.on_exchange = show, .before = stream});
    emulator.serve<kubernetes::pods>();
    emulator.serve<kubernetes::one_pod>();

    descry::client const client(
        {.base_url = "https://cluster.example:6443",
         .credentials = descry::bearer_token{"<token>"},
         .custom_transport = std::make_shared<descry::testing::scripted_transport>(std::ref(emulator))},
        kubernetes::wire);
    auto const pods = client.at<kubernetes::pods>({"default"});
    auto const web = client.at<kubernetes::one_pod>({"default", "web"});

    auto const made = pods.create({.metadata = {.name = "web"}, .spec = {.containers = {{"web", "nginx:1.27"}}}});
    auto changed = made;
    changed.metadata.labels.emplace()["tier"] = "front";
    web.patch(made, changed);
    for (auto const& refused : {pods.try_create(made), web.try_patch(made, changed)})
        std::cout << refused.error()->service_code << (refused.error().is_conflict() ? ": read it again\n" : "\n");
    // Reads the pod, and starts again after a conflict.
    web.modify([](kubernetes::pod& pod) { pod.metadata.labels->erase("tier"); });

    auto list = pods.all({.limit = 50});
    for (auto const& pod : list) std::cout << pod.spec.containers.at(0).image << '\n';
    for (auto const& event : pods.watch({.resource_version = list.current_page()->metadata.resource_version}))
        std::cout << event.type.to_string() << ' ' << event.object.status.value().pod_ip.value() << '\n';
}
