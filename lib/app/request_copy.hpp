#pragma once

#include "http/request_view.hpp"

#include <deque>
#include <string>
#include <vector>

namespace frameio {

/// The head of a request, for who needs it longer than it is there.
class request_copy {
public:
    explicit request_copy(const http::request_view& of) : peer_(of.peer()) {
        for (const http::field& each : of.fields) {
            const std::string& name = texts_.emplace_back(each.name);
            const std::string& value = texts_.emplace_back(each.value);
            fields_.push_back({name, value});
        }
        view_.fields = fields_;
        view_.peer_text = peer_;
        view_.received_at = of.received_at;
        view_.received_steady = of.received_steady;
    }
    request_copy(const request_copy&) = delete;
    request_copy& operator=(const request_copy&) = delete;

    /// Has no method, target or body.
    const http::request_view& view() const noexcept {
        return view_;
    }

private:
    std::string peer_;
    std::deque<std::string> texts_;
    std::vector<http::field> fields_;
    http::request_view view_;
};

}  // namespace frameio
