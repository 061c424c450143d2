// pattern_set: search for any number of texts at once, in one pass (Aho and Corasick, 1975).
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

namespace descry {

namespace detail {

/// A set of patterns. Adding and searching take time proportional to the size of the added or searched text, whatever
/// its content; memory is proportional to the size of the patterns. Add all patterns, call `prepare` once, and then
/// `next` for each octet, beginning with the state 0.
class pattern_set {
public:
    using state = std::uint32_t;

private:
    static constexpr state none = std::numeric_limits<state>::max();

    struct node {
        char octet = 0;
        state child = none;       // the first
        state sibling = none;     // the next child of the same parent
        state fallback = 0;       // of the longest suffix of the input that is a prefix of another pattern
        std::uint32_t depth = 0;  // octets since the possible start of a pattern
        state pattern = 0;        // the state at the end of the longest pattern that ends here; 0 if there is none
    };

    std::vector<node> nodes_ = std::vector<node>(1);  // the root

    state child_of(state parent, char octet) const noexcept
    {
        auto at = nodes_[parent].child;
        while (at != none && nodes_[at].octet != octet) at = nodes_[at].sibling;
        return at;
    }

public:
    bool empty() const noexcept { return nodes_.size() == 1; }

    /// An empty pattern is ignored.
    void add(std::string_view pattern)
    {
        state at = 0;
        for (char const c : pattern) {
            auto to = child_of(at, c);
            if (to == none) {
                to = static_cast<state>(nodes_.size());
                nodes_.push_back({c, none, nodes_[at].child, 0, nodes_[at].depth + 1, 0});
                nodes_[at].child = to;
            }
            at = to;
        }
        nodes_[at].pattern = at;
    }

    void prepare()
    {
        std::vector<state> queue{0};
        for (std::size_t i = 0; i != queue.size(); ++i)
            for (auto at = nodes_[queue[i]].child; at != none; at = nodes_[at].sibling) {
                queue.push_back(at);
                auto& n = nodes_[at];
                if (queue[i] != 0) n.fallback = next(nodes_[queue[i]].fallback, n.octet);
                if (n.pattern == 0) n.pattern = nodes_[n.fallback].pattern;
            }
    }

    state next(state at, char octet) const noexcept
    {
        for (;; at = nodes_[at].fallback) {
            if (auto const to = child_of(at, octet); to != none) return to;
            if (at == 0) return 0;
        }
    }

    /// The length of the longest pattern that ends with the input so far; 0 if there is none.
    std::size_t length_of(state at) const noexcept { return nodes_[nodes_[at].pattern].depth; }
    /// A state for the next shorter pattern that ends with the input so far, if `length_of(at)` is not 0.
    state shorter(state at) const noexcept { return nodes_[nodes_[at].pattern].fallback; }
    /// The length of the longest suffix of the input so far that is a prefix of a pattern.
    std::size_t depth_of(state at) const noexcept { return nodes_[at].depth; }
};

}  // namespace detail

}  // namespace descry
