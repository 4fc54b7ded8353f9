#pragma once

/// @file
/// A Frame.io that takes uploads and gives media: as much of it as transfers need.

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "common/scripted_server.hpp"

namespace frameio_test {

/// Answers the calls of an upload, and keeps what was put.
class transfer_server {
public:
    /// @param sizes of the parts
    explicit transfer_server(std::vector<std::uint64_t> sizes) : sizes_(std::move(sizes)) {
        server_.handle([this](const received_request& asked) { return answer(asked); });
    }

    std::string url() const {
        return server_.url("");
    }
    scripted_server& server() {
        return server_;
    }

    /// What the next PUTs of that part are answered; after them, 200.
    void fail_part(std::size_t part, std::vector<reply> how) {
        const std::lock_guard lock(mutex_);
        failures_[part] = std::move(how);
    }
    /// What the status is, one call after the other; then complete.
    void statuses(std::vector<std::string> all) {
        const std::lock_guard lock(mutex_);
        statuses_ = std::move(all);
    }

    /// The parts as they were taken, put together.
    std::string content() const {
        const std::lock_guard lock(mutex_);
        std::string all;
        for (const auto& [part, octets] : parts_) {
            all += octets;
        }
        return all;
    }
    std::size_t puts(std::size_t part) const {
        const std::lock_guard lock(mutex_);
        const auto found = puts_.find(part);
        return found == puts_.end() ? 0 : found->second;
    }
    std::size_t files_created() const {
        const std::lock_guard lock(mutex_);
        return created_;
    }
    std::vector<received_request> put_requests() const {
        const std::lock_guard lock(mutex_);
        return put_requests_;
    }

private:
    reply answer(const received_request& asked) {
        const std::lock_guard lock(mutex_);
        if (asked.method == "PUT") {
            return put(asked);
        }
        if (asked.target.ends_with("/local_upload")) {
            ++created_;
            return response(201).json("{\"data\":" + file(true) + "}");
        }
        if (asked.target.ends_with("/status")) {
            std::string status = R"("upload_complete":true,"upload_failed":false)";
            if (!statuses_.empty()) {
                status = statuses_.front();
                statuses_.erase(statuses_.begin());
            }
            return response(200).json(R"({"data":{"id":"f1","filetype":"mov",)" + status + "}}");
        }
        return response(200).json("{\"data\":" + file(false) + "}");
    }

    reply put(const received_request& asked) {
        const auto part = static_cast<std::size_t>(std::stoul(asked.target.substr(asked.target.rfind('/') + 1)));
        ++puts_[part];
        put_requests_.push_back(asked);
        auto& failures = failures_[part];
        if (!failures.empty()) {
            const reply how = failures.front();
            failures.erase(failures.begin());
            return how;
        }
        parts_[part] = asked.body;
        return response(200);
    }

    std::string file(bool with_parts) const {
        std::string text =
            R"({"id":"f1","name":"a.mov","media_type":"video/quicktime","status":"created","type":"file")";
        if (with_parts) {
            text += ",\"upload_urls\":[";
            for (std::size_t part = 0; part != sizes_.size(); ++part) {
                text += std::string(part == 0 ? "" : ",") + "{\"size\":" + std::to_string(sizes_[part]) +
                        ",\"url\":\"" + server_.url("/parts/" + std::to_string(part)) + "\"}";
            }
            text += ']';
        }
        return text + '}';
    }

    std::vector<std::uint64_t> sizes_;
    mutable std::mutex mutex_;
    std::map<std::size_t, std::string> parts_;
    std::map<std::size_t, std::size_t> puts_;
    std::map<std::size_t, std::vector<reply>> failures_;
    std::vector<received_request> put_requests_;
    std::vector<std::string> statuses_;
    std::size_t created_ = 0;
    scripted_server server_;  // ends first
};

}  // namespace frameio_test
