#pragma once

#include <frameio/clock.hpp>

#include "simulator/json.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace frameio::sim {

/// Something that Frame.io has: a file, a comment, a user. `data` has what the API shows of it and more; always "id",
/// "account_id" and, where it has them, the ids of what it belongs to.
struct resource {
    std::string kind;  ///< "version_stack"
    std::string id;
    std::uint64_t number = 0;  ///< grows in the order in which they were made
    json::object data;

    std::string_view text(std::string_view name) const noexcept {
        return text_at(data, name);
    }
};

/// What the platform tells those who have subscribed to it.
struct change {
    std::string type;  ///< "file.ready"
    std::string resource_type;
    std::string resource_id;
    std::string account_id;
    std::string workspace_id;
    std::string project_id;  ///< empty: of none
    std::string user_id;     ///< who did it
};

/// All that there is. In memory; for one thread.
class world {
public:
    /// @param time     outlives it
    /// @param id_seed  from which ids and secrets are made; nothing: they cannot be foretold
    explicit world(clock& time, std::optional<std::uint64_t> id_seed = std::nullopt);
    world(const world&) = delete;
    world& operator=(const world&) = delete;

    /// Adds a resource. Gives it an id and its times, if `data` has none.
    /// References to resources stay good until they are removed.
    resource& add(std::string_view kind, json::object data);
    /// Null if there is none.
    resource* find(std::string_view kind, std::string_view id);
    const resource* find(std::string_view kind, std::string_view id) const;
    /// Those with that text under `name`, in the order in which they were made; all of the kind if it is empty.
    std::vector<resource*> all(std::string_view kind, std::string_view name = {}, std::string_view text = {});
    /// With all that belongs to it.
    void remove(const resource& what);
    void touch(resource& what) const;

    /// What a file or folder, a comment or a share is in.
    resource* project_of(const resource& what);

    /// Tells of it.
    void tell(std::string_view type, const resource& what, std::string_view user_id);
    /// Called for each change. Replaces the one before.
    void on_change(std::function<void(const change&)> told) {
        told_ = std::move(told);
    }

    std::string new_id();
    /// So many characters that nobody guesses; letters and digits.
    std::string new_secret(std::size_t length);
    /// "2024-02-12T21:34:58.501275Z"
    std::string time_text() const;
    clock& time() noexcept {
        return time_;
    }

    /// All of it, and back: what was there before is gone.
    json::value snapshot() const;
    /// @throws std::invalid_argument  saying where it is wrong; nothing is changed then
    void restore(const json::value& from);
    /// Adds what a snapshot or a list of resources has.
    /// @throws std::invalid_argument
    void add_all(const json::value& from);

private:
    using shelf = std::map<std::string, resource, std::less<>>;  // by id

    void remove_parts(const resource& of);

    clock& time_;
    std::mt19937_64 random_;
    std::uint64_t last_number_ = 0;
    std::map<std::string, shelf, std::less<>> shelves_;  // by kind
    std::function<void(const change&)> told_;
};

}  // namespace frameio::sim
