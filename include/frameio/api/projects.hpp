// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// The operations of "Projects". Errors, cancellation and threads: see `frameio/api/client.hpp`.

#include <frameio/api/client.hpp>
#include <frameio/api/models/projects.hpp>
#include <frameio/api/pages.hpp>
#include <frameio/api/requests/projects.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::api::projects {

/// What `index` may be asked besides.
class index_options : public query {
public:
    index_options() {}  // not defaulted: it must not be an aggregate

    /// Include query parameter for projects. Each of: `owner`.
    template <class... Names>
    index_options& include(const Names&... names) {
        (add("include", names), ...);
        return *this;
    }

    /// Sort query parameter for projects. One of: `name_asc`, `created_at_asc`, `name_desc`, `created_at_desc`.
    index_options& sort(std::string_view value) {
        set("sort", value);
        return *this;
    }

    /// Opaque Cursor query param for requests returning paginated results. NOTE: this value is auto-generated and
    /// included as part of links from a previous response. It is not intended to be human readable.
    index_options& after(std::string_view value) {
        set("after", value);
        return *this;
    }

    /// Page size query param for requests.
    index_options& page_size(std::int64_t value) {
        set("page_size", value);
        return *this;
    }

    /// Page query param to include the count of all entities.
    index_options& include_total_count(bool value = true) {
        set("include_total_count", value);
        return *this;
    }
};

/// What `index_invited` may be asked besides.
class index_invited_options : public query {
public:
    index_invited_options() {}  // not defaulted: it must not be an aggregate

    /// Include query parameter for projects. Each of: `owner`.
    template <class... Names>
    index_invited_options& include(const Names&... names) {
        (add("include", names), ...);
        return *this;
    }

    /// Sort query parameter for projects. One of: `name_asc`, `created_at_asc`, `name_desc`, `created_at_desc`.
    index_invited_options& sort(std::string_view value) {
        set("sort", value);
        return *this;
    }

    /// Opaque Cursor query param for requests returning paginated results. NOTE: this value is auto-generated and
    /// included as part of links from a previous response. It is not intended to be human readable.
    index_invited_options& after(std::string_view value) {
        set("after", value);
        return *this;
    }

    /// Page size query param for requests.
    index_invited_options& page_size(std::int64_t value) {
        set("page_size", value);
        return *this;
    }

    /// Page query param to include the count of all entities.
    index_invited_options& include_total_count(bool value = true) {
        set("include_total_count", value);
        return *this;
    }
};

/// What `index_of_account` may be asked besides.
class index_of_account_options : public query {
public:
    index_of_account_options() {}  // not defaulted: it must not be an aggregate

    /// Include query parameter for projects. Each of: `owner`.
    template <class... Names>
    index_of_account_options& include(const Names&... names) {
        (add("include", names), ...);
        return *this;
    }

    /// Sort query parameter for projects. One of: `name_asc`, `created_at_asc`, `name_desc`, `created_at_desc`.
    index_of_account_options& sort(std::string_view value) {
        set("sort", value);
        return *this;
    }

    /// Opaque Cursor query param for requests returning paginated results. NOTE: this value is auto-generated and
    /// included as part of links from a previous response. It is not intended to be human readable.
    index_of_account_options& after(std::string_view value) {
        set("after", value);
        return *this;
    }

    /// Page size query param for requests.
    index_of_account_options& page_size(std::int64_t value) {
        set("page_size", value);
        return *this;
    }

    /// Page query param to include the count of all entities.
    index_of_account_options& include_total_count(bool value = true) {
        set("include_total_count", value);
        return *this;
    }
};

/// What `show` may be asked besides.
class show_options : public query {
public:
    show_options() {}  // not defaulted: it must not be an aggregate

    /// Include query parameter for projects. Each of: `owner`.
    template <class... Names>
    show_options& include(const Names&... names) {
        (add("include", names), ...);
        return *this;
    }
};

/// Made by `client::projects()`. Cheap to copy; may outlive the client that it came from.
class operations {
public:
    explicit operations(caller by) : by_(std::move(by)) {}

    /// Create project in a given workspace.
    /// POST /v4/accounts/{account_id}/workspaces/{workspace_id}/projects. 10 calls per minute.
    boost::asio::awaitable<project> create(std::string_view account_id, std::string_view workspace_id,
                                           const new_project& body) const;

    /// List projects in a given workspace.
    /// GET /v4/accounts/{account_id}/workspaces/{workspace_id}/projects. 100 calls per minute.
    pages<project> index(std::string_view account_id, std::string_view workspace_id,
                         const index_options& options = index_options()) const;

    /// List projects that the current user has been invited to within the specified account, but does not have
    /// workspace-level access to. These are projects where the user has project-specific collaborator access without
    /// broader team/workspace permissions.
    /// GET /v4/accounts/{account_id}/invited_projects. 100 calls per minute.
    pages<project> index_invited(std::string_view account_id,
                                 const index_invited_options& options = index_invited_options()) const;

    /// List all projects the authenticated user has access to within the specified account.
    /// GET /v4/accounts/{account_id}/projects. 100 calls per minute.
    pages<project> index_of_account(std::string_view account_id,
                                    const index_of_account_options& options = index_of_account_options()) const;

    /// Delete a project.
    /// DELETE /v4/accounts/{account_id}/projects/{project_id}. 60 calls per minute.
    boost::asio::awaitable<void> remove(std::string_view account_id, std::string_view project_id) const;

    /// Show project details.
    /// GET /v4/accounts/{account_id}/projects/{project_id}. 100 calls per minute.
    boost::asio::awaitable<project> show(std::string_view account_id, std::string_view project_id,
                                         const show_options& options = show_options()) const;

    /// Update project details.
    /// PATCH /v4/accounts/{account_id}/projects/{project_id}. 10 calls per minute.
    boost::asio::awaitable<project> update(std::string_view account_id, std::string_view project_id,
                                           const project_changes& body) const;

private:
    caller by_;
};

}  // namespace frameio::api::projects
