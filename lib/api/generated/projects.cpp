// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include <frameio/api/projects.hpp>

#include "api/fetch.hpp"
#include "api/generated/models/projects.hpp"
#include "api/generated/requests/projects.hpp"

namespace frameio::api::projects {

asio::awaitable<project> operations::create(std::string_view account_id, std::string_view workspace_id,
                                            const new_project& body) const {
    static constexpr operation what{"projects.create", "POST",
                                    "/v4/accounts/{account_id}/workspaces/{workspace_id}/projects", 10, 60};
    outgoing call(what, {account_id, workspace_id});
    call.data(to_json(body));
    return fetch_data<project>(by_, std::move(call));
}

pages<project> operations::index(std::string_view account_id, std::string_view workspace_id,
                                 const index_options& options) const {
    static constexpr operation what{"projects.index", "GET",
                                    "/v4/accounts/{account_id}/workspaces/{workspace_id}/projects", 100, 60};
    outgoing call(what, {account_id, workspace_id});
    call.ask(options);
    return fetch_pages<project>(by_, std::move(call));
}

pages<project> operations::index_invited(std::string_view account_id, const index_invited_options& options) const {
    static constexpr operation what{"invited_projects.index", "GET", "/v4/accounts/{account_id}/invited_projects", 100,
                                    60};
    outgoing call(what, {account_id});
    call.ask(options);
    return fetch_pages<project>(by_, std::move(call));
}

pages<project> operations::index_of_account(std::string_view account_id,
                                            const index_of_account_options& options) const {
    static constexpr operation what{"account_projects.index", "GET", "/v4/accounts/{account_id}/projects", 100, 60};
    outgoing call(what, {account_id});
    call.ask(options);
    return fetch_pages<project>(by_, std::move(call));
}

asio::awaitable<void> operations::remove(std::string_view account_id, std::string_view project_id) const {
    static constexpr operation what{"projects.delete", "DELETE", "/v4/accounts/{account_id}/projects/{project_id}", 60,
                                    60};
    outgoing call(what, {account_id, project_id});
    return fetch_nothing(by_, std::move(call));
}

asio::awaitable<project> operations::show(std::string_view account_id, std::string_view project_id,
                                          const show_options& options) const {
    static constexpr operation what{"projects.show", "GET", "/v4/accounts/{account_id}/projects/{project_id}", 100, 60};
    outgoing call(what, {account_id, project_id});
    call.ask(options);
    return fetch_data<project>(by_, std::move(call));
}

asio::awaitable<project> operations::update(std::string_view account_id, std::string_view project_id,
                                            const project_changes& body) const {
    static constexpr operation what{"projects.update", "PATCH", "/v4/accounts/{account_id}/projects/{project_id}", 10,
                                    60};
    outgoing call(what, {account_id, project_id});
    call.data(to_json(body));
    return fetch_data<project>(by_, std::move(call));
}

}  // namespace frameio::api::projects
