#include "cli/develop/file_watch.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <utility>

namespace frameio::cli {

file_watch::file_watch(std::vector<std::string> paths) : paths_(std::move(paths)), known_(look()), seen_(known_) {}

bool file_watch::has_changed() {
    std::vector<state> now = look();
    const bool is_still = now == seen_ && std::ranges::all_of(now, &state::exists);
    seen_ = std::move(now);
    return is_still && std::exchange(known_, seen_) != seen_;
}

file_watch::state file_watch::look_at(const std::string& path) {
    struct stat found{};
    state made;
    made.exists = ::stat(path.c_str(), &found) == 0 && ::access(path.c_str(), R_OK) == 0;
    if (made.exists) {
        made.inode = found.st_ino;
        made.size = found.st_size;
        made.changed_at = std::int64_t{found.st_mtim.tv_sec} * 1'000'000'000 + found.st_mtim.tv_nsec;
    }
    return made;
}

std::vector<file_watch::state> file_watch::look() const {
    std::vector<state> made;
    std::ranges::transform(paths_, std::back_inserter(made), look_at);
    return made;
}

std::string file_watch::program_named(const std::string& name) {
    const char* const places = std::getenv("PATH");
    if (name.find('/') != std::string::npos || places == nullptr) {
        return name;
    }
    std::istringstream all(places);
    for (std::string place; std::getline(all, place, ':');) {
        const std::string path = place + '/' + name;
        if (::access(path.c_str(), X_OK) == 0) {
            return path;
        }
    }
    return name;
}

}  // namespace frameio::cli
