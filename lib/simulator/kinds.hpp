#pragma once

#include "simulator/spec.hpp"
#include "simulator/world.hpp"

#include <string_view>

namespace frameio::sim {

/// Of which kind of resource an operation's path says what: "/v4/.../webhooks/{webhook_id}" is about a "webhook", and
/// "/v4/.../workspaces/{workspace_id}/webhooks" about those in a "workspace".
struct subject {
    std::string_view kind;
    std::string_view parent;        ///< empty: the account's
    std::string_view parent_place;  ///< "workspace_id"
    std::string_view link;          ///< the member that has the parent's id
};
subject subject_of(const operation& what);

/// The first part of the names of a kind's events: "customfield"; empty if there are none.
std::string_view family_of(std::string_view kind) noexcept;

/// Fills in what the platform gives a new resource of the kind beside what it was asked for. What is there stays.
void complete(world& in, std::string_view kind, json::object& data);

/// Whether only an administrator of the account may make, change or delete it.
/// Source: developer guide "Custom Actions", on permissions; for the others inferred.
bool is_administered(std::string_view kind) noexcept;

}  // namespace frameio::sim
