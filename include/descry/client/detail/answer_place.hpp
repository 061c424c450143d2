// answer_place: where the answer of a call goes.
#pragma once

#include <descry/http/message.hpp>

namespace descry {

struct downloaded;

namespace detail {

struct started_job;

struct answer_place {
    void* model = nullptr;          ///< Of the operation's answer; null when that is nothing.
    response_head* head = nullptr;  ///< Null when nobody asks for it.
    downloaded* file = nullptr;     ///< Of a download, with that head; null otherwise.
    started_job* job = nullptr;     ///< Of a call that starts a job; null otherwise.
};

}  // namespace detail

}  // namespace descry
