#include "cli/doctor/store_checks.hpp"

#include "cli/text/json_text.hpp"
#include "cli/text/moment.hpp"
#include "store/address.hpp"
#include "store/archive.hpp"
#include "store/archive_check.hpp"
#include "store/engine.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>

namespace frameio::cli {
namespace {

namespace fs = std::filesystem;

/// The process that holds a file's lock, as the system lists it. Nobody is kept from taking it by that.
std::optional<std::string> holder_of(const std::string& lock) {
    struct stat facts{};
    if (::stat(lock.c_str(), &facts) != 0) {
        return std::nullopt;
    }
    const std::string wanted =
        fmt::format(" {:02x}:{:02x}:{} ", major(facts.st_dev), minor(facts.st_dev), facts.st_ino);
    std::ifstream locks("/proc/locks");
    for (std::string line; std::getline(locks, line);) {
        const std::size_t at = line.find(wanted);
        const bool is_it = at != std::string::npos && line.find("FLOCK") != std::string::npos;
        if (is_it) {
            return line.substr(line.rfind(' ', at - 1) + 1, at - line.rfind(' ', at - 1) - 1);
        }
    }
    return std::nullopt;
}

std::string owner_of(const std::string& path) {
    struct stat facts{};
    return ::stat(path.c_str(), &facts) == 0 ? std::to_string(facts.st_uid) : "unknown";
}

/// @return whether it is there, and may be written
bool check_file(const std::string& path, checkup& found) {
    const std::string folder = fs::path(path).has_parent_path() ? fs::path(path).parent_path().string() : ".";
    if (::access(folder.c_str(), W_OK | X_OK) != 0) {
        found.wrong("store",
                    fmt::format("the folder {} of the store cannot be written: {}", folder, std::strerror(errno)),
                    "make it, or give it to the user that the app runs as");
        return false;
    }
    if (::access(path.c_str(), F_OK) != 0) {
        found.ok("store", fmt::format("{} is not there yet; the app makes it when it starts", path));
        return false;
    }
    for (const std::string& each : {path, path + "-lock"}) {
        if (::access(each.c_str(), F_OK) == 0 && ::access(each.c_str(), R_OK | W_OK) != 0) {
            found.wrong("store", fmt::format("{} belongs to user {}, and cannot be written", each, owner_of(each)),
                        "run the app and this as that user, or give the file to this one");
            return false;
        }
    }
    return true;
}

void check_version(store::archive& opened, checkup& found) {
    if (opened.version() < opened.newest_version()) {
        found.warn("store",
                   fmt::format("its schema is {}, and this version's is {}", opened.version(), opened.newest_version()),
                   "the app brings it there when it starts; or run \"frameio store migrate\"");
    }
}

void check_events(const store::store_state& state, bool has_worker, clock::wall_time now, checkup& found) {
    if (state.counts.parked != 0) {
        found.warn("store", fmt::format("{} parked, until somebody decides", counted(state.counts.parked, "event")),
                   "see \"frameio deliveries list --state parked\", and redrive or resolve what is there");
    }
    if (state.oldest_waiting && !has_worker) {
        found.warn("store",
                   fmt::format("events wait, the oldest for {}, and no app works on the store",
                               age_text(*state.oldest_waiting, now)),
                   "start the app");
    }
}

void check_opened(store::archive& opened, bool may_have_worker, const std::string& worker, clock::wall_time now,
                  checkup& found) {
    const store::store_state state = store::check_store(opened, now);
    for (const std::string& each : state.problems) {
        found.wrong("store", fmt::format("{} is not sound: {}", opened.shown(), each),
                    "end the app, keep a copy of the store, and take the last backup");
    }
    if (state.problems.empty()) {
        found.ok("store", fmt::format("{} is sound: {} pending, {} running, {} done, {} parked; {}", opened.shown(),
                                      state.counts.pending, state.counts.running, state.counts.done,
                                      state.counts.parked, worker));
    }
    check_version(opened, found);
    check_events(state, may_have_worker, now, found);
}

}  // namespace

void check_store_at(const std::string& address, clock::wall_time now, checkup& found) {
    if (store::is_transient(address)) {
        found.warn("store", "webhooks are kept in memory only, and lost with the program", "use sqlite:PATH");
        return;
    }
    try {
        const store::lasting_address where = store::parse_address(address);
        const bool is_file = where.what == store::lasting_address::kind::sqlite;
        if (is_file && !check_file(where.where, found)) {
            return;
        }
        const auto holder = is_file ? holder_of(where.where + "-lock") : std::nullopt;
        const std::string worker = !is_file ? "PostgreSQL answers"
                                   : holder ? fmt::format("process {} works on it", *holder)
                                            : "no app works on it now";
        const auto opened = store::open_archive(address, store::archive::purpose::look, system_clock());
        check_opened(*opened, holder.has_value() || !is_file, worker, now, found);
    } catch (const store::store_error& failure) {
        found.wrong("store", failure.what(), "make it reachable, or name another with --store");
    }
}

}  // namespace frameio::cli
