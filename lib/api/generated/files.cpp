// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#include <frameio/api/files.hpp>

#include "api/fetch.hpp"
#include "api/generated/models/assets.hpp"
#include "api/generated/models/files.hpp"
#include "api/generated/requests/files.hpp"

namespace frameio::api::files {

asio::awaitable<json> operations::bulk_copy(std::string_view account_id, const file_batch& body,
                                            const bulk_copy_options& options) const {
    static constexpr operation what{"files.bulk_copy", "POST", "/v4/accounts/{account_id}/files/copy", 60, 60};
    outgoing call(what, {account_id});
    call.ask(options);
    call.data(to_json(body));
    return fetch_whole<json>(by_, std::move(call));
}

asio::awaitable<std::vector<file>> operations::bulk_move(std::string_view account_id, const file_batch& body) const {
    static constexpr operation what{"files.bulk_move", "PATCH", "/v4/accounts/{account_id}/files/move", 60, 60};
    outgoing call(what, {account_id});
    call.data(to_json(body));
    return fetch_data<std::vector<file>>(by_, std::move(call));
}

asio::awaitable<file> operations::copy(std::string_view account_id, std::string_view file_id, const file_copy& body,
                                       const copy_options& options) const {
    static constexpr operation what{"files.copy", "POST", "/v4/accounts/{account_id}/files/{file_id}/copy", 100, 60};
    outgoing call(what, {account_id, file_id});
    call.ask(options);
    call.data(to_json(body));
    return fetch_data<file>(by_, std::move(call));
}

asio::awaitable<file> operations::create(std::string_view account_id, std::string_view folder_id,
                                         const new_file& body) const {
    static constexpr operation what{"files.create", "POST", "/v4/accounts/{account_id}/folders/{folder_id}/files", 5,
                                    1};
    outgoing call(what, {account_id, folder_id});
    call.data(to_json(body));
    return fetch_data<file>(by_, std::move(call));
}

asio::awaitable<file> operations::create_local_upload(std::string_view account_id, std::string_view folder_id,
                                                      const new_local_upload& body) const {
    static constexpr operation what{"files.create_local_upload", "POST",
                                    "/v4/accounts/{account_id}/folders/{folder_id}/files/local_upload", 5, 1};
    outgoing call(what, {account_id, folder_id});
    call.data(to_json(body));
    return fetch_data<file>(by_, std::move(call));
}

asio::awaitable<remote_upload> operations::create_remote_upload(std::string_view account_id, std::string_view folder_id,
                                                                const new_remote_upload& body) const {
    static constexpr operation what{"files.create_remote_upload", "POST",
                                    "/v4/accounts/{account_id}/folders/{folder_id}/files/remote_upload", 5, 1};
    outgoing call(what, {account_id, folder_id});
    call.data(to_json(body));
    return fetch_whole<remote_upload>(by_, std::move(call));
}

asio::awaitable<file> operations::import_file(std::string_view account_id, std::string_view folder_id,
                                              const file_import& body) const {
    static constexpr operation what{"files.import_file", "POST",
                                    "/v4/accounts/{account_id}/folders/{folder_id}/files/import", 5, 1};
    outgoing call(what, {account_id, folder_id});
    call.data(to_json(body));
    return fetch_data<file>(by_, std::move(call));
}

pages<asset> operations::list(std::string_view account_id, std::string_view folder_id,
                              const list_options& options) const {
    static constexpr operation what{"files.list", "GET", "/v4/accounts/{account_id}/folders/{folder_id}/files", 5, 1};
    outgoing call(what, {account_id, folder_id});
    call.ask(options);
    return fetch_pages<asset>(by_, std::move(call));
}

asio::awaitable<file> operations::move(std::string_view account_id, std::string_view file_id,
                                       const file_move& body) const {
    static constexpr operation what{"files.move", "PATCH", "/v4/accounts/{account_id}/files/{file_id}/move", 100, 60};
    outgoing call(what, {account_id, file_id});
    call.data(to_json(body));
    return fetch_data<file>(by_, std::move(call));
}

asio::awaitable<void> operations::remove(std::string_view account_id, std::string_view file_id) const {
    static constexpr operation what{"files.delete", "DELETE", "/v4/accounts/{account_id}/files/{file_id}", 100, 60};
    outgoing call(what, {account_id, file_id});
    return fetch_nothing(by_, std::move(call));
}

asio::awaitable<file> operations::show(std::string_view account_id, std::string_view file_id,
                                       const show_options& options) const {
    static constexpr operation what{"files.show", "GET", "/v4/accounts/{account_id}/files/{file_id}", 10, 1};
    outgoing call(what, {account_id, file_id});
    call.ask(options);
    return fetch_data<file>(by_, std::move(call));
}

asio::awaitable<file_upload_status> operations::show_file_upload_status(std::string_view account_id,
                                                                        std::string_view file_id) const {
    static constexpr operation what{"files.show_file_upload_status", "GET",
                                    "/v4/accounts/{account_id}/files/{file_id}/status", 5, 1};
    outgoing call(what, {account_id, file_id});
    return fetch_data<file_upload_status>(by_, std::move(call));
}

asio::awaitable<file> operations::update(std::string_view account_id, std::string_view file_id,
                                         const file_changes& body) const {
    static constexpr operation what{"files.update", "PATCH", "/v4/accounts/{account_id}/files/{file_id}", 100, 60};
    outgoing call(what, {account_id, file_id});
    call.data(to_json(body));
    return fetch_data<file>(by_, std::move(call));
}

}  // namespace frameio::api::files
