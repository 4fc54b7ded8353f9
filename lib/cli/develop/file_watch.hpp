#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace frameio::cli {

/// Whether files have changed since somebody looked.
class file_watch {
public:
    explicit file_watch(std::vector<std::string> paths);

    /// True once for each change, when it is over: a linker writes a program bit by bit, or removes it first.
    bool has_changed();

    /// The file that a shell would run for that name; the name itself if there is none.
    static std::string program_named(const std::string& name);

private:
    struct state {
        bool exists = false;
        ino_t inode = 0;
        off_t size = 0;
        std::int64_t changed_at = 0;  // ns
        bool operator==(const state&) const = default;
    };
    static state look_at(const std::string& path);
    std::vector<state> look() const;

    std::vector<std::string> paths_;
    std::vector<state> known_;
    std::vector<state> seen_;  // when somebody looked last
};

}  // namespace frameio::cli
