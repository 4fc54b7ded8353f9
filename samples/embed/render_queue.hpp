#pragma once

#include <cstddef>
#include <deque>
#include <mutex>
#include <string>
#include <utility>

/// What the program is about: files to render.
class render_queue {
public:
    void add(std::string file) {
        std::lock_guard lock(mutex_);
        waiting_.push_back(std::move(file));
    }

    /// The next file, or an empty text.
    std::string take() {
        std::lock_guard lock(mutex_);
        if (waiting_.empty()) {
            return {};
        }
        std::string file = std::move(waiting_.front());
        waiting_.pop_front();
        ++rendered_;
        return file;
    }

    std::string status() const {
        std::lock_guard lock(mutex_);
        return std::to_string(rendered_) + " rendered, " + std::to_string(waiting_.size()) + " waiting";
    }

private:
    mutable std::mutex mutex_;
    std::deque<std::string> waiting_;
    std::size_t rendered_ = 0;
};
