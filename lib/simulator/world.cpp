#include "simulator/world.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <stdexcept>
#include <utility>

namespace frameio::sim {
namespace {

/// What goes with what it belongs to, and the name of the id by which it does.
struct part {
    std::string_view kind;
    std::string_view of;
    std::string_view by;
};

constexpr std::array parts{
    part{"workspace", "account", "account_id"},
    part{"project", "workspace", "workspace_id"},
    part{"webhook", "workspace", "workspace_id"},
    part{"action", "workspace", "workspace_id"},
    part{"folder", "project", "project_id"},
    part{"folder", "folder", "parent_id"},
    part{"file", "project", "project_id"},
    part{"file", "folder", "parent_id"},
    part{"file", "version_stack", "parent_id"},
    part{"version_stack", "project", "project_id"},
    part{"version_stack", "folder", "parent_id"},
    part{"share", "project", "project_id"},
    part{"collection", "project", "project_id"},
    part{"comment", "file", "file_id"},
    part{"comment_attachment", "comment", "comment_id"},
    part{"role", "account", "scope_id"},
    part{"role", "workspace", "scope_id"},
    part{"role", "project", "scope_id"},
    part{"role", "folder", "scope_id"},
};

std::mt19937_64 source_of(std::optional<std::uint64_t> seed) {
    if (seed) {
        return std::mt19937_64(*seed);
    }
    std::random_device device;
    std::seed_seq mixed{device(), device(), device(), device()};
    return std::mt19937_64(mixed);
}

std::invalid_argument wrong(std::string_view what, const json::value& where) {
    return std::invalid_argument(fmt::format("{}: {:.200}", what, json::serialize(where)));
}

}  // namespace

world::world(clock& time, std::optional<std::uint64_t> id_seed) : time_(time), random_(source_of(id_seed)) {}

resource& world::add(std::string_view kind, json::object data) {
    if (text_at(data, "id").empty()) {
        data["id"] = new_id();
    }
    const std::string id(text_at(data, "id"));
    resource& made = shelves_[std::string(kind)][id];
    made.kind = kind;
    made.id = id;
    made.number = ++last_number_;
    for (const std::string_view name : {"created_at", "updated_at"}) {
        if (!data.contains(name)) {
            data[name] = time_text();
        }
    }
    made.data = std::move(data);
    return made;
}

resource* world::find(std::string_view kind, std::string_view id) {
    return const_cast<resource*>(std::as_const(*this).find(kind, id));
}

const resource* world::find(std::string_view kind, std::string_view id) const {
    const auto place = shelves_.find(kind);
    if (place == shelves_.end()) {
        return nullptr;
    }
    const auto found = place->second.find(id);
    return found == place->second.end() ? nullptr : &found->second;
}

std::vector<resource*> world::all(std::string_view kind, std::string_view name, std::string_view text) {
    std::vector<resource*> found;
    const auto place = shelves_.find(kind);
    if (place != shelves_.end()) {
        for (auto& [id, one] : place->second) {
            if (name.empty() || one.text(name) == text) {
                found.push_back(&one);
            }
        }
    }
    std::ranges::sort(found, {}, &resource::number);
    return found;
}

void world::remove(const resource& what) {
    remove_parts(what);
    shelves_.find(what.kind)->second.erase(std::string(what.id));
}

void world::remove_parts(const resource& of) {
    for (const part& each : parts) {
        if (each.of != of.kind) {
            continue;
        }
        std::vector<std::string> ids;
        for (const resource* const one : all(each.kind, each.by, of.id)) {
            ids.push_back(one->id);
        }
        for (const std::string& id : ids) {
            const resource* const one = find(each.kind, id);
            if (one != nullptr) {  // or it was a part of another part, too
                remove(*one);
            }
        }
    }
}

void world::touch(resource& what) const {
    what.data["updated_at"] = time_text();
}

resource* world::project_of(const resource& what) {
    if (what.kind == "project") {
        return find("project", what.id);
    }
    if (const std::string_view id = what.text("project_id"); !id.empty()) {
        return find("project", id);
    }
    const resource* const file = find("file", what.text("file_id"));
    return file == nullptr ? nullptr : project_of(*file);
}

void world::tell(std::string_view type, const resource& what, std::string_view user_id) {
    change made;
    made.type = type;
    made.resource_type = what.kind;
    made.resource_id = what.id;
    made.account_id = what.text("account_id");
    made.user_id = user_id;
    const resource* const project = project_of(what);
    if (project != nullptr) {
        made.project_id = project->id;
    }
    made.workspace_id = project != nullptr ? project->text("workspace_id") : what.text("workspace_id");
    if (told_) {
        told_(made);
    }
}

std::string world::new_id() {
    const std::uint64_t high = random_();
    const std::uint64_t low = random_();
    // RFC 9562, version 4
    return fmt::format("{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}", high >> 32, (high >> 16) & 0xFFFF, high & 0xFFF,
                       ((low >> 48) & 0x3FFF) | 0x8000, low & 0xFFFFFFFFFFFF);
}

std::string world::new_secret(std::size_t length) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    std::uniform_int_distribution<std::size_t> place(0, letters.size() - 1);
    std::string made;
    while (made.size() < length) {
        made += letters[place(random_)];
    }
    return made;
}

std::string world::time_text() const {
    const auto now = std::chrono::floor<std::chrono::microseconds>(time_.now());
    const auto second = std::chrono::floor<std::chrono::seconds>(now);
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:06}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(second)),
                       (now - second).count());
}

json::value world::snapshot() const {
    std::vector<const resource*> all;
    for (const auto& [kind, these] : shelves_) {
        for (const auto& [id, one] : these) {
            all.push_back(&one);
        }
    }
    std::ranges::sort(all, {}, &resource::number);
    json::array made;
    for (const resource* const each : all) {
        json::object one{{"kind", each->kind}};
        one.insert(each->data.begin(), each->data.end());
        made.push_back(std::move(one));
    }
    return {{"resources", std::move(made)}};
}

void world::restore(const json::value& from) {
    world fresh(time_, 0);
    fresh.add_all(from);
    shelves_ = std::move(fresh.shelves_);
    last_number_ = fresh.last_number_;
}

void world::add_all(const json::value& from) {
    const json::array* const all = from.is_object() ? array_at(from.get_object(), "resources") : from.if_array();
    if (all == nullptr) {
        throw wrong("a list of resources, or an object with one under \"resources\", is expected", from);
    }
    for (const json::value& each : *all) {
        if (!each.is_object() || text_at(each.get_object(), "kind").empty()) {
            throw wrong("a resource is an object with its \"kind\"", each);
        }
    }
    for (const json::value& each : *all) {
        json::object data = each.get_object();
        const std::string kind(text_at(data, "kind"));
        data.erase("kind");
        add(kind, std::move(data));
    }
}

}  // namespace frameio::sim
