// files: the files that the tests of this folder download and upload.
#pragma once

#include "document.hpp"

#include <descry/http/message.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace call_test {

struct statements
    : descry::resource<descry::nothing, document_key, "/invoices/{id}/statement", descry::download<"application/pdf">> {
};

struct attachments : descry::resource<document, document_key, "/orders/{id}/attachment", descry::upload<>> {};

inline descry::response pdf(std::string body)
{
    return {200,
            {{"Content-Type", "application/pdf"}, {"Content-Disposition", "attachment; filename=\"G0001.pdf\""}},
            std::move(body)};
}

// Records the calls of its functions.
struct recording_sink : descry::body_sink {
    std::vector<std::optional<std::uint64_t>> begun{};
    std::string body{};
    int ended = 0;

    bool begin(std::optional<std::uint64_t> size) override
    {
        begun.push_back(size);
        body.clear();
        return true;
    }
    bool write(std::string_view piece) override
    {
        body += piece;
        return true;
    }
    bool end() override
    {
        ++ended;
        return true;
    }
};

}  // namespace call_test
