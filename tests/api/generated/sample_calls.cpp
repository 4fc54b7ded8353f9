// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
// clang-format off: the examples are long
#include <frameio/api/all.hpp>

#include "api/sample_calls.hpp"

namespace frameio::api {

namespace asio = boost::asio;

namespace {

asio::awaitable<void> account_permissions_index(const client& to) {
    account_permissions::index_options options;
    options.include_deactivated();
    options.sort("role_asc");
    options.page_size(10);
    options.include_total_count();
    auto all = to.account_permissions().index("b92bffff-4e3d-4037-9959-2eb161e002e8", options);
    co_await all.next_page();
}

asio::awaitable<void> accounts_index(const client& to) {
    accounts::index_options options;
    options.sort("display_name_asc");
    options.page_size(10);
    options.include_total_count();
    auto all = to.accounts().index(options);
    co_await all.next_page();
}

asio::awaitable<void> accounts_audit_log(const client& to) {
    accounts::audit_log_options options;
    options.include("user");
    options.event_type("access_request_approved");
    options.resource_type("account");
    options.page_size(10);
    options.include_total_count();
    auto all = to.accounts().audit_log("b92bffff-4e3d-4037-9959-2eb161e002e8", options);
    co_await all.next_page();
}

asio::awaitable<void> collections_index(const client& to) {
    collections::index_options options;
    options.page_size(10);
    options.include_total_count();
    auto all = to.collections().index("b92bffff-4e3d-4037-9959-2eb161e002e8", "539ef89d-5f91-4750-a9f6-2dc66f5150d5",
                                      options);
    co_await all.next_page();
}

asio::awaitable<void> collections_show(const client& to) {
    collections::show_options options;
    co_await to.collections().show("b92bffff-4e3d-4037-9959-2eb161e002e8", "ab4e7052-f235-436b-8ada-f7ba7222ae1e",
                                   options);
}

asio::awaitable<void> comments_delete_attachment(const client& to) {
    co_await to.comments().delete_attachment("b92bffff-4e3d-4037-9959-2eb161e002e8",
                                             "3f57e071-2443-4959-8935-d278f6a34938",
                                             "32e6e5bd-7748-431b-8f16-bbc17c50bfd5");
}

asio::awaitable<void> comments_create_attachment(const client& to) {
    const auto body = from_json<new_attachment>(
        R"json({"file_size": 1024000, "media_type": "image/png", "name": "screenshot.png"})json");
    co_await to.comments().create_attachment("b92bffff-4e3d-4037-9959-2eb161e002e8",
                                             "a0a8ddeb-1dbf-42a6-a236-95c2ce7af593", body);
}

asio::awaitable<void> comments_remove(const client& to) {
    co_await to.comments().remove("b92bffff-4e3d-4037-9959-2eb161e002e8", "46728852-0f85-49ea-b9cb-6759b0d8c159");
}

asio::awaitable<void> comments_show(const client& to) {
    comments::show_options options;
    options.timestamp_as_timecode();
    options.include("owner");
    co_await to.comments().show("b92bffff-4e3d-4037-9959-2eb161e002e8", "c1b0c99d-ac3f-435c-a1fb-ea916900d1ad",
                                options);
}

asio::awaitable<void> comments_update(const client& to) {
    const auto body = from_json<comment_changes>(
        R"json({"anchor": {"x": 0.5, "y": 0.5}, "annotation": "[{\"tool\":\"rect\",\"color\":\"#F22237\",\"size\":8,\"x\":0.277726001863933,\"y\":0.12909555568499534,\"w\":0.3153168321877913,\"h\":0.5308131407269339,\"ix\":0.277726001863933,\"iy\":0.12909555568499534,\"radius\":8}]", "completed": false, "duration": 10, "links": [{"end_index": 13, "start_index": 5, "url": "https://www.example.com"}], "page": 4, "text": "This is great!", "text_review_annotation": {"selection_text": "existing copy", "suggested_text": "updated copy"}, "timestamp": 100})json");
    comments::update_options options;
    options.timestamp_as_timecode();
    co_await to.comments().update("b92bffff-4e3d-4037-9959-2eb161e002e8", "51165bfc-7544-42e0-9aea-4f0c54d36599", body,
                                  options);
}

asio::awaitable<void> comments_index(const client& to) {
    comments::index_options options;
    options.timestamp_as_timecode();
    options.include("owner");
    options.sort("owner_asc");
    options.page_size(10);
    options.include_total_count();
    auto all = to.comments().index("b92bffff-4e3d-4037-9959-2eb161e002e8", "ae27bb7b-efb4-4101-b445-acb0cb4933a7",
                                   options);
    co_await all.next_page();
}

asio::awaitable<void> comments_create(const client& to) {
    const auto body = from_json<new_comment>(
        R"json({"anchor": {"x": 0.5, "y": 0.5}, "annotation": "[{\"tool\":\"rect\",\"color\":\"#F22237\",\"size\":8,\"x\":0.277726001863933,\"y\":0.12909555568499534,\"w\":0.3153168321877913,\"h\":0.5308131407269339,\"ix\":0.277726001863933,\"iy\":0.12909555568499534,\"radius\":8}]", "attachments": [{"file_size": 1024000, "media_type": "image/png", "name": "screenshot.png"}], "completed": false, "duration": 10, "links": [{"end_index": 13, "start_index": 5, "url": "https://www.example.com"}], "page": 4, "text": "This is great!", "text_review_annotation": {"bounds": [{"height": 42.0, "width": 130.0, "x": 12.5, "y": 24.0}], "selection_text": "existing copy", "suggested_text": "updated copy", "text_review_annotation_type": "replace"}, "timestamp": "00:00:02:12"})json");
    comments::create_options options;
    options.timestamp_as_timecode();
    co_await to.comments().create("b92bffff-4e3d-4037-9959-2eb161e002e8", "4bd7f46d-95bb-43ac-b3bd-456a56f7da50", body,
                                  options);
}

asio::awaitable<void> custom_actions_remove(const client& to) {
    co_await to.custom_actions().remove("b92bffff-4e3d-4037-9959-2eb161e002e8", "64feb8e8-bbd0-4af8-a046-811799a2e1e1");
}

asio::awaitable<void> custom_actions_show(const client& to) {
    custom_actions::show_options options;
    options.include("creator");
    co_await to.custom_actions().show("b92bffff-4e3d-4037-9959-2eb161e002e8", "9bc586b9-e6f4-40fd-8de3-e9f122a3f0ec",
                                      options);
}

asio::awaitable<void> custom_actions_update(const client& to) {
    const auto body = from_json<action_changes>(
        R"json({"active": true, "description": "customizing our workflow", "event": "my.event", "multi_asset": true, "name": "First Custom Action", "timeout": 7, "url": "https://example.com/custom-action"})json");
    co_await to.custom_actions().update("b92bffff-4e3d-4037-9959-2eb161e002e8", "86bbba3f-22b8-4647-be59-1eff1ce4ff6b",
                                        body);
}

asio::awaitable<void> custom_actions_index(const client& to) {
    custom_actions::index_options options;
    options.include("creator");
    options.page_size(10);
    options.include_total_count();
    auto all = to.custom_actions().index("b92bffff-4e3d-4037-9959-2eb161e002e8", "b2f62cb7-6279-4bc7-aefe-22928ec2e5e9",
                                         options);
    co_await all.next_page();
}

asio::awaitable<void> custom_actions_create(const client& to) {
    const auto body = from_json<new_action>(
        R"json({"description": "customizing our workflow", "event": "my.event", "name": "First Custom Action", "timeout": 7, "url": "https://example.com/custom-action"})json");
    co_await to.custom_actions().create("b92bffff-4e3d-4037-9959-2eb161e002e8", "70c57c1e-673e-41eb-8456-f779587c62cf",
                                        body);
}

asio::awaitable<void> files_create_remote_upload(const client& to) {
    const auto body = from_json<new_remote_upload>(
        R"json({"name": "asset.png", "source_url": "https://upload.wikimedia.org/wikipedia/commons/e/e1/White_Pixel_1x1.png"})json");
    co_await to.files().create_remote_upload("b92bffff-4e3d-4037-9959-2eb161e002e8",
                                             "038e0d8b-1267-4671-a594-2a7c4ab781bb", body);
}

asio::awaitable<void> files_create_local_upload(const client& to) {
    const auto body = from_json<new_local_upload>(
        R"json({"file_size": 1137444, "name": "asset.png"})json");
    co_await to.files().create_local_upload("b92bffff-4e3d-4037-9959-2eb161e002e8",
                                            "b81b3b5d-2953-414c-9988-3e5fe7bc576e", body);
}

asio::awaitable<void> files_show_file_upload_status(const client& to) {
    co_await to.files().show_file_upload_status("b92bffff-4e3d-4037-9959-2eb161e002e8",
                                                "2426a946-16ca-4495-862f-b417e48c1b2d");
}

asio::awaitable<void> files_move(const client& to) {
    const auto body = from_json<file_move>(
        R"json({"parent_id": "2e426fe0-f965-4594-8b2b-b4dff1dc00ec"})json");
    co_await to.files().move("b92bffff-4e3d-4037-9959-2eb161e002e8", "7d3a9cfc-4f54-4351-b90d-fac83be3418a", body);
}

asio::awaitable<void> files_import_file(const client& to) {
    const auto body = from_json<file_import>(
        R"json({"key": "uploads/08091b0f-a541-42f5-a059-5e8c4afecc12/original.png", "name": "asset.png", "storage_location": "123e4567-e89b-12d3-a456-426614174000"})json");
    co_await to.files().import_file("b92bffff-4e3d-4037-9959-2eb161e002e8", "c624d6b8-e597-4470-9355-4847e6887a78",
                                    body);
}

asio::awaitable<void> files_remove(const client& to) {
    co_await to.files().remove("b92bffff-4e3d-4037-9959-2eb161e002e8", "8f83e22b-c615-44ae-8ad3-2066ab669d16");
}

asio::awaitable<void> files_show(const client& to) {
    files::show_options options;
    options.include("media_links.original");
    co_await to.files().show("b92bffff-4e3d-4037-9959-2eb161e002e8", "b8d82fbe-bc08-4f6b-b543-11be54e8ef88", options);
}

asio::awaitable<void> files_update(const client& to) {
    const auto body = from_json<file_changes>(
        R"json({"name": "asset.png"})json");
    co_await to.files().update("b92bffff-4e3d-4037-9959-2eb161e002e8", "602ca44b-bd31-4619-9e5d-574198ffc1cc", body);
}

asio::awaitable<void> files_list(const client& to) {
    files::list_options options;
    options.include("media_links.original");
    options.sort("name_asc");
    options.page_size(10);
    options.include_total_count();
    auto all = to.files().list("b92bffff-4e3d-4037-9959-2eb161e002e8", "802785ec-83b9-4926-9c58-b7c719961a48", options);
    co_await all.next_page();
}

asio::awaitable<void> files_create(const client& to) {
    const auto body = from_json<new_file>(
        R"json({"file_size": 1137444, "media_type": "image/png", "name": "asset.png"})json");
    co_await to.files().create("b92bffff-4e3d-4037-9959-2eb161e002e8", "e4b6879b-de12-4c7f-bf73-e3e294ff749e", body);
}

asio::awaitable<void> files_copy(const client& to) {
    const auto body = from_json<file_copy>(
        R"json({"parent_id": "2e426fe0-f965-4594-8b2b-b4dff1dc00ec"})json");
    files::copy_options options;
    options.copy_metadata();
    options.copy_comments("none");
    co_await to.files().copy("b92bffff-4e3d-4037-9959-2eb161e002e8", "5f7b52ae-013c-4fbb-8808-8475ec94ece5", body,
                             options);
}

asio::awaitable<void> files_bulk_copy(const client& to) {
    const auto body = from_json<file_batch>(
        R"json({})json");
    files::bulk_copy_options options;
    options.copy_metadata();
    options.copy_comments("none");
    co_await to.files().bulk_copy("00000000-0000-0000-0000-000000000001", body, options);
}

asio::awaitable<void> files_bulk_move(const client& to) {
    const auto body = from_json<file_batch>(
        R"json({})json");
    co_await to.files().bulk_move("00000000-0000-0000-0000-000000000001", body);
}

asio::awaitable<void> folder_permissions_index(const client& to) {
    folder_permissions::index_options options;
    options.include_deactivated();
    options.page_size(10);
    options.include_total_count();
    auto all = to.folder_permissions().index("b92bffff-4e3d-4037-9959-2eb161e002e8",
                                             "c9c47544-de89-4fef-bbaa-f89218003079", options);
    co_await all.next_page();
}

asio::awaitable<void> folder_permissions_remove(const client& to) {
    co_await to.folder_permissions().remove("b92bffff-4e3d-4037-9959-2eb161e002e8",
                                            "e1ab4254-8297-4fca-98dc-8e6d04a73d21",
                                            "9848c38e-27ae-4247-b16c-35ecd7c3bb02");
}

asio::awaitable<void> folder_permissions_update(const client& to) {
    const auto body = from_json<user_role_change>(
        R"json({"role": "editor"})json");
    co_await to.folder_permissions().update("b92bffff-4e3d-4037-9959-2eb161e002e8",
                                            "a411d02f-34ff-4485-b532-5344d6afa690",
                                            "b85a0570-e1b5-488c-b777-ca0309757ca9", body);
}

asio::awaitable<void> folders_remove(const client& to) {
    co_await to.folders().remove("b92bffff-4e3d-4037-9959-2eb161e002e8", "fa364e1a-a4d9-4c7a-8bd7-c9fa2d2a9945");
}

asio::awaitable<void> folders_show(const client& to) {
    folders::show_options options;
    options.include("creator");
    co_await to.folders().show("b92bffff-4e3d-4037-9959-2eb161e002e8", "b58b03cb-4414-4ab0-a2a2-3954bada1960", options);
}

asio::awaitable<void> folders_update(const client& to) {
    const auto body = from_json<folder_changes>(
        R"json({"name": "Folder name"})json");
    co_await to.folders().update("b92bffff-4e3d-4037-9959-2eb161e002e8", "2bd690c3-4a97-4cca-9049-b7380d3b7099", body);
}

asio::awaitable<void> folders_index(const client& to) {
    folders::index_options options;
    options.include("media_links.original");
    options.page_size(10);
    options.include_total_count();
    auto all = to.folders().index("b92bffff-4e3d-4037-9959-2eb161e002e8", "c00defd4-05eb-4ef1-8890-b793fa2cf5b4",
                                  options);
    co_await all.next_page();
}

asio::awaitable<void> folders_move(const client& to) {
    const auto body = from_json<folder_move>(
        R"json({"parent_id": "2e426fe0-f965-4594-8b2b-b4dff1dc00ec"})json");
    co_await to.folders().move("b92bffff-4e3d-4037-9959-2eb161e002e8", "cd7d7b0c-9521-4ec8-a5ef-a2733d34ef2f", body);
}

asio::awaitable<void> folders_list(const client& to) {
    folders::list_options options;
    options.include("creator");
    options.page_size(10);
    options.include_total_count();
    auto all = to.folders().list("b92bffff-4e3d-4037-9959-2eb161e002e8", "8859cedf-7d36-4f32-8137-de252ada4fb6",
                                 options);
    co_await all.next_page();
}

asio::awaitable<void> folders_create(const client& to) {
    const auto body = from_json<new_folder>(
        R"json({"name": "Folder name"})json");
    co_await to.folders().create("b92bffff-4e3d-4037-9959-2eb161e002e8", "8f7c8c8d-eba3-4053-9c42-731d2e4df41a", body);
}

asio::awaitable<void> folders_copy(const client& to) {
    const auto body = from_json<folder_copy>(
        R"json({"parent_id": "2e426fe0-f965-4594-8b2b-b4dff1dc00ec"})json");
    folders::copy_options options;
    options.copy_metadata();
    co_await to.folders().copy("b92bffff-4e3d-4037-9959-2eb161e002e8", "0c10369e-7dca-4688-8de2-5302bef523c7", body,
                               options);
}

asio::awaitable<void> groups_index(const client& to) {
    groups::index_options options;
    options.include("creator");
    options.sort("creator_asc");
    options.page_size(10);
    options.include_total_count();
    auto all = to.groups().index("b92bffff-4e3d-4037-9959-2eb161e002e8", options);
    co_await all.next_page();
}

asio::awaitable<void> groups_create(const client& to) {
    const auto body = from_json<new_group>(
        R"json({"emoji": "smile", "name": "group-1"})json");
    co_await to.groups().create("b92bffff-4e3d-4037-9959-2eb161e002e8", body);
}

asio::awaitable<void> groups_show(const client& to) {
    groups::show_options options;
    options.include("creator");
    co_await to.groups().show("b92bffff-4e3d-4037-9959-2eb161e002e8", "c2597adf-70a2-43e6-bb44-338f9bd2826e", options);
}

asio::awaitable<void> groups_update(const client& to) {
    const auto body = from_json<group_changes>(
        R"json({"emoji": "smile", "name": "group-1"})json");
    co_await to.groups().update("b92bffff-4e3d-4037-9959-2eb161e002e8", "a22a1f71-8401-4371-aa3a-41934d300aaa", body);
}

asio::awaitable<void> metadata_show(const client& to) {
    metadata::show_options options;
    options.show_null();
    co_await to.metadata().show("b92bffff-4e3d-4037-9959-2eb161e002e8", "1272fe57-efde-4f06-bffe-8d707009048c",
                                options);
}

asio::awaitable<void> metadata_bulk_update(const client& to) {
    const auto body = from_json<metadata_changes>(
        R"json({"file_ids": ["fef1d987-e209-4421-87a5-216148eeeddb", "c794014d-cbb5-4ef2-8932-aebec1e1d3a2"], "values": [{"field_definition_id": "6eb448e9-39e4-4f39-8fd2-4a1711bf6d01", "value": [{"id": "1ab3fd1a-2f92-4fe0-94d8-f823c0edd66a", "type": "user"}, {"id": "545c4dd6-3315-4fc1-887d-cec3624b6f82", "type": "account_user_group"}]}]})json");
    co_await to.metadata().bulk_update("b92bffff-4e3d-4037-9959-2eb161e002e8", "710c5da7-9051-4561-be96-0deb4d003b98",
                                       body);
}

asio::awaitable<void> metadata_fields_remove(const client& to) {
    co_await to.metadata_fields().remove("b92bffff-4e3d-4037-9959-2eb161e002e8",
                                         "3eccd30e-5b7b-48f9-b122-78bfe69ff900");
}

asio::awaitable<void> metadata_fields_update(const client& to) {
    const auto body = from_json<field_definition_changes>(
        R"json({"field_configuration": {"enable_add_new": false, "options": [{"display_name": "Option 1"}, {"display_name": "Option 2"}]}, "field_type": "select", "name": "Updated-Field-Name"})json");
    co_await to.metadata_fields().update("b92bffff-4e3d-4037-9959-2eb161e002e8", "bfae22b5-fc0f-478d-bfb5-c0e22bc9c3ef",
                                         body);
}

asio::awaitable<void> metadata_fields_index(const client& to) {
    metadata_fields::index_options options;
    options.exclude_immutable();
    options.exclude_inactive();
    options.include("creator");
    options.sort("name_asc");
    options.page_size(10);
    options.include_total_count();
    auto all = to.metadata_fields().index("b92bffff-4e3d-4037-9959-2eb161e002e8", options);
    co_await all.next_page();
}

asio::awaitable<void> metadata_fields_create(const client& to) {
    const auto body = from_json<new_field_definition>(
        R"json({"field_configuration": {"enable_add_new": false, "options": [{"display_name": "Option 1"}, {"display_name": "Option 2"}]}, "field_type": "select", "name": "Fields definition name"})json");
    co_await to.metadata_fields().create("b92bffff-4e3d-4037-9959-2eb161e002e8", body);
}

asio::awaitable<void> project_permissions_remove(const client& to) {
    co_await to.project_permissions().remove("b92bffff-4e3d-4037-9959-2eb161e002e8",
                                             "aaca9f93-ac52-4fb2-b512-0ded76bb4c0e",
                                             "50958a32-e79f-4767-9683-6adc9b8fdba1");
}

asio::awaitable<void> project_permissions_update(const client& to) {
    const auto body = from_json<user_role_change>(
        R"json({"role": "editor"})json");
    co_await to.project_permissions().update("b92bffff-4e3d-4037-9959-2eb161e002e8",
                                             "e739fa23-17de-4866-af63-8a8c57e4fa39",
                                             "090f3091-f891-422f-8279-f922baff4eca", body);
}

asio::awaitable<void> project_permissions_index(const client& to) {
    project_permissions::index_options options;
    options.include_deactivated();
    options.sort("role_asc");
    options.page_size(10);
    options.include_total_count();
    auto all = to.project_permissions().index("b92bffff-4e3d-4037-9959-2eb161e002e8",
                                              "2bbbd6d8-2761-4244-be3a-d345ed41900d", options);
    co_await all.next_page();
}

asio::awaitable<void> projects_remove(const client& to) {
    co_await to.projects().remove("b92bffff-4e3d-4037-9959-2eb161e002e8", "57ff2f4e-3a72-4888-a3b3-5801d9034d22");
}

asio::awaitable<void> projects_show(const client& to) {
    projects::show_options options;
    options.include("owner");
    co_await to.projects().show("b92bffff-4e3d-4037-9959-2eb161e002e8", "f70f0618-1e3b-4402-97a5-efee8b03d0d7",
                                options);
}

asio::awaitable<void> projects_update(const client& to) {
    const auto body = from_json<project_changes>(
        R"json({"name": "Project Name", "restricted": true, "status": "active"})json");
    co_await to.projects().update("b92bffff-4e3d-4037-9959-2eb161e002e8", "2ed0a900-1a49-4470-9aa6-d663a6449a04", body);
}

asio::awaitable<void> projects_index_of_account(const client& to) {
    projects::index_of_account_options options;
    options.include("owner");
    options.sort("name_asc");
    options.page_size(10);
    options.include_total_count();
    auto all = to.projects().index_of_account("b92bffff-4e3d-4037-9959-2eb161e002e8", options);
    co_await all.next_page();
}

asio::awaitable<void> projects_index(const client& to) {
    projects::index_options options;
    options.include("owner");
    options.sort("name_asc");
    options.page_size(10);
    options.include_total_count();
    auto all = to.projects().index("b92bffff-4e3d-4037-9959-2eb161e002e8", "df600cde-3907-45d4-a889-e97c252ca163",
                                   options);
    co_await all.next_page();
}

asio::awaitable<void> projects_create(const client& to) {
    const auto body = from_json<new_project>(
        R"json({"name": "Project Name", "restricted": true})json");
    co_await to.projects().create("b92bffff-4e3d-4037-9959-2eb161e002e8", "8957f30c-9461-4fbf-a49a-296e38dd5eb8", body);
}

asio::awaitable<void> projects_index_invited(const client& to) {
    projects::index_invited_options options;
    options.include("owner");
    options.sort("name_asc");
    options.page_size(10);
    options.include_total_count();
    auto all = to.projects().index_invited("b92bffff-4e3d-4037-9959-2eb161e002e8", options);
    co_await all.next_page();
}

asio::awaitable<void> search_search(const client& to) {
    const auto body = from_json<search_query>(
        R"json({"engine": "nlp", "filters": {"files_and_version_stacks": true, "folders": false, "projects": false}, "query": "red car driving on highway"})json");
    search::search_options options;
    options.page_size(10);
    options.include_total_count();
    auto all = to.search().search("b92bffff-4e3d-4037-9959-2eb161e002e8", body, options);
    co_await all.next_page();
}

asio::awaitable<void> shares_add_asset(const client& to) {
    const auto body = from_json<share_asset>(
        R"json({"asset_id": "877937d0-1966-4385-9aea-4866a0cf554a"})json");
    co_await to.shares().add_asset("b92bffff-4e3d-4037-9959-2eb161e002e8", "a90557a4-e507-4c37-970d-e886f8064f7f",
                                   body);
}

asio::awaitable<void> shares_remove_asset(const client& to) {
    co_await to.shares().remove_asset("b92bffff-4e3d-4037-9959-2eb161e002e8", "0339bd06-a2f0-46f3-9c09-928c5ffa0f58",
                                      "ea317046-67e0-4461-a4f6-7b198d695bea");
}

asio::awaitable<void> shares_remove(const client& to) {
    co_await to.shares().remove("b92bffff-4e3d-4037-9959-2eb161e002e8", "8cb0ab14-2142-42ae-8d2e-003c50e60c36");
}

asio::awaitable<void> shares_show(const client& to) {
    co_await to.shares().show("b92bffff-4e3d-4037-9959-2eb161e002e8", "f64ed8d9-b680-4141-8d53-25b1c934be21");
}

asio::awaitable<void> shares_update(const client& to) {
    const auto body = from_json<share_changes>(
        R"json({"access": "public", "description": "A descriptive summary of the share", "downloading_enabled": true, "expiration": "2026-07-17T22:34:21.758403Z", "name": "Share Name", "passphrase": "as!dfj39sd(*"})json");
    co_await to.shares().update("b92bffff-4e3d-4037-9959-2eb161e002e8", "db1e6c1e-8972-45ef-8e8c-d41fd053d024", body);
}

asio::awaitable<void> shares_remove_reviewers(const client& to) {
    const auto body = from_json<reviewer_removal>(
        R"json({"reviewers": {"adobe_user_ids": ["2A3C1A3D66C621B20A494021@176719f5667c82b4499999.e"]}})json");
    co_await to.shares().remove_reviewers("b92bffff-4e3d-4037-9959-2eb161e002e8",
                                          "a8841f75-dd03-4803-b9e3-2c924a95fcc6", body);
}

asio::awaitable<void> shares_list_reviewers(const client& to) {
    shares::list_reviewers_options options;
    options.sort("name_asc");
    options.page_size(10);
    options.include_total_count();
    auto all = to.shares().list_reviewers("b92bffff-4e3d-4037-9959-2eb161e002e8",
                                          "86e9ae85-2639-47ec-adaf-0946bd1fe1dd", options);
    co_await all.next_page();
}

asio::awaitable<void> shares_add_reviewers(const client& to) {
    const auto body = from_json<reviewer_invitation>(
        R"json({"message": "Please join my share!", "reviewers": {"emails": ["email1@domain.com", "email2@domain.com"]}})json");
    co_await to.shares().add_reviewers("b92bffff-4e3d-4037-9959-2eb161e002e8", "80754251-cd35-4917-8a64-54ed445af1c5",
                                       body);
}

asio::awaitable<void> shares_index(const client& to) {
    shares::index_options options;
    options.sort("name_asc");
    options.page_size(10);
    options.include_total_count();
    auto all = to.shares().index("b92bffff-4e3d-4037-9959-2eb161e002e8", "ae65e82a-eb0c-4d99-8af7-571081fea6dd",
                                 options);
    co_await all.next_page();
}

asio::awaitable<void> shares_create(const client& to) {
    const auto body = from_json<new_share>(
        R"json({"access": "public", "asset_ids": ["5685a475-2cdf-4b7c-9605-44f164cb0d86", "b9d75ad3-0ee9-46af-ad2f-9ac576aab6ad"], "downloading_enabled": true, "expiration": "2026-07-17T22:34:21.758403Z", "name": "Share Name", "passphrase": "as!dfj39sd(*", "type": "asset"})json");
    co_await to.shares().create("b92bffff-4e3d-4037-9959-2eb161e002e8", "5f9c15ad-3852-4e4b-bee8-476c50e68bc5", body);
}

asio::awaitable<void> shares_list_activities(const client& to) {
    shares::list_activities_options options;
    options.page_size(10);
    options.include_total_count();
    auto all = to.shares().list_activities("00000000-0000-0000-0000-000000000001",
                                           "00000000-0000-0000-0000-000000000001", options);
    co_await all.next_page();
}

asio::awaitable<void> users_show(const client& to) {
    co_await to.users().show();
}

asio::awaitable<void> version_stacks_move(const client& to) {
    const auto body = from_json<version_stack_move>(
        R"json({"parent_id": "2e426fe0-f965-4594-8b2b-b4dff1dc00ec"})json");
    co_await to.version_stacks().move("b92bffff-4e3d-4037-9959-2eb161e002e8", "cdaa0588-6ee1-4324-b11b-3ab1b7ddb4e1",
                                      body);
}

asio::awaitable<void> version_stacks_list(const client& to) {
    version_stacks::list_options options;
    options.include("media_links.original");
    options.page_size(10);
    options.include_total_count();
    auto all = to.version_stacks().list("b92bffff-4e3d-4037-9959-2eb161e002e8", "7f961218-3179-491d-80de-2e8d9e3f60c1",
                                        options);
    co_await all.next_page();
}

asio::awaitable<void> version_stacks_create(const client& to) {
    const auto body = from_json<new_version_stack>(
        R"json({"file_ids": ["31716e5c-ad4f-4c19-bc8f-9cc95d93ce03", "c6083828-515a-4cad-8530-f84b017d6359"]})json");
    co_await to.version_stacks().create("b92bffff-4e3d-4037-9959-2eb161e002e8", "1c2e59de-2cc5-44f5-b1db-040c4851b525",
                                        body);
}

asio::awaitable<void> version_stacks_show(const client& to) {
    version_stacks::show_options options;
    options.include("media_links.original");
    co_await to.version_stacks().show("b92bffff-4e3d-4037-9959-2eb161e002e8", "33e25797-4a5d-4b32-86be-6bbc7a955521",
                                      options);
}

asio::awaitable<void> version_stacks_index(const client& to) {
    version_stacks::index_options options;
    options.include("media_links.original");
    options.page_size(10);
    options.include_total_count();
    auto all = to.version_stacks().index("b92bffff-4e3d-4037-9959-2eb161e002e8", "50e2fcf5-f22a-41e0-a59d-d592a9156120",
                                         options);
    co_await all.next_page();
}

asio::awaitable<void> version_stacks_copy(const client& to) {
    const auto body = from_json<version_stack_copy>(
        R"json({"parent_id": "2e426fe0-f965-4594-8b2b-b4dff1dc00ec"})json");
    version_stacks::copy_options options;
    options.copy_metadata();
    co_await to.version_stacks().copy("b92bffff-4e3d-4037-9959-2eb161e002e8", "50c296ea-f9de-4435-b5be-ab03022624bd",
                                      body, options);
}

asio::awaitable<void> webhooks_index(const client& to) {
    webhooks::index_options options;
    options.include("creator");
    options.page_size(10);
    options.include_total_count();
    auto all = to.webhooks().index("b92bffff-4e3d-4037-9959-2eb161e002e8", "60fbccf9-3573-476a-bae0-eefc8c3232c8",
                                   options);
    co_await all.next_page();
}

asio::awaitable<void> webhooks_create(const client& to) {
    const auto body = from_json<new_webhook>(
        R"json({"events": ["file.created", "file.deleted", "file.ready", "file.updated", "file.upload.completed", "file.versioned", "file.copied", "folder.created", "folder.deleted", "folder.updated", "folder.copied", "comment.completed", "comment.created", "comment.deleted", "comment.uncompleted", "comment.updated", "customfield.created", "customfield.updated", "customfield.deleted", "metadata.value.updated", "project.created", "project.deleted", "project.updated", "collection.created", "collection.updated", "collection.deleted", "share.created", "share.updated", "share.deleted", "share.viewed"], "name": "New Webhook", "url": "https://url.example.com"})json");
    co_await to.webhooks().create("b92bffff-4e3d-4037-9959-2eb161e002e8", "faa64472-a63f-4a84-814f-244a5ee0f8a8", body);
}

asio::awaitable<void> webhooks_remove(const client& to) {
    co_await to.webhooks().remove("b92bffff-4e3d-4037-9959-2eb161e002e8", "5902b832-cfa2-4098-bd5d-d9818f86dc0d");
}

asio::awaitable<void> webhooks_show(const client& to) {
    webhooks::show_options options;
    options.include("creator");
    co_await to.webhooks().show("b92bffff-4e3d-4037-9959-2eb161e002e8", "a85c2e03-4d9f-4471-979c-a21a0d3938b0",
                                options);
}

asio::awaitable<void> webhooks_update(const client& to) {
    const auto body = from_json<webhook_changes>(
        R"json({"active": true, "events": ["file.created", "file.deleted", "file.ready", "file.updated", "file.upload.completed", "file.versioned", "file.copied", "folder.created", "folder.deleted", "folder.updated", "folder.copied", "comment.completed", "comment.created", "comment.deleted", "comment.uncompleted", "comment.updated", "customfield.created", "customfield.updated", "customfield.deleted", "metadata.value.updated", "project.created", "project.deleted", "project.updated", "collection.created", "collection.updated", "collection.deleted", "share.created", "share.updated", "share.deleted", "share.viewed"], "name": "Updated Webhook", "url": "https://url.example.com"})json");
    co_await to.webhooks().update("b92bffff-4e3d-4037-9959-2eb161e002e8", "806e9584-2358-4c21-9e14-12c6c963b67a", body);
}

asio::awaitable<void> workspace_permissions_remove(const client& to) {
    co_await to.workspace_permissions().remove("b92bffff-4e3d-4037-9959-2eb161e002e8",
                                               "5481dcfa-6825-45cc-ad03-b6d1a03e12d3",
                                               "9007b7b2-b3d9-4a13-bf00-2b8626dfb2ee");
}

asio::awaitable<void> workspace_permissions_update(const client& to) {
    const auto body = from_json<workspace_role_change>(
        R"json({"role": "editor"})json");
    co_await to.workspace_permissions().update("b92bffff-4e3d-4037-9959-2eb161e002e8",
                                               "6c6567b3-20af-4cc8-a4fd-9aa52196de7c",
                                               "72575ceb-f56c-4447-bc4b-2cd773b3860b", body);
}

asio::awaitable<void> workspace_permissions_index(const client& to) {
    workspace_permissions::index_options options;
    options.include_deactivated();
    options.sort("role_asc");
    options.page_size(10);
    options.include_total_count();
    auto all = to.workspace_permissions().index("b92bffff-4e3d-4037-9959-2eb161e002e8",
                                                "9cdc08c3-bd0f-46cc-aa78-c61534a54fbf", options);
    co_await all.next_page();
}

asio::awaitable<void> workspaces_index(const client& to) {
    workspaces::index_options options;
    options.include("creator");
    options.sort("name_asc");
    options.page_size(10);
    options.include_total_count();
    auto all = to.workspaces().index("b92bffff-4e3d-4037-9959-2eb161e002e8", options);
    co_await all.next_page();
}

asio::awaitable<void> workspaces_create(const client& to) {
    const auto body = from_json<workspace_values>(
        R"json({"name": "My Workspace"})json");
    co_await to.workspaces().create("b92bffff-4e3d-4037-9959-2eb161e002e8", body);
}

asio::awaitable<void> workspaces_remove(const client& to) {
    co_await to.workspaces().remove("b92bffff-4e3d-4037-9959-2eb161e002e8", "5b3a73f2-6db6-4d8b-a42a-28a48dafc9aa");
}

asio::awaitable<void> workspaces_show(const client& to) {
    workspaces::show_options options;
    options.include("creator");
    co_await to.workspaces().show("b92bffff-4e3d-4037-9959-2eb161e002e8", "f0ec0714-c2f2-40e2-8e74-32c4ae38fdef",
                                  options);
}

asio::awaitable<void> workspaces_update(const client& to) {
    const auto body = from_json<workspace_values>(
        R"json({"name": "My Workspace"})json");
    co_await to.workspaces().update("b92bffff-4e3d-4037-9959-2eb161e002e8", "e3b22eeb-24f9-463a-a74a-514d60199e63",
                                    body);
}

const std::vector<frameio_test::sample_call> all{
    {"account_user_roles.index", "GET", "/v4/accounts/{account_id}/users", true, account_permissions_index},
    {"accounts.index", "GET", "/v4/accounts", true, accounts_index},
    {"auditlog.index", "GET", "/v4/accounts/{account_id}/audit_logs", true, accounts_audit_log},
    {"collections.index", "GET", "/v4/accounts/{account_id}/projects/{project_id}/collections", true, collections_index},
    {"collections.show", "GET", "/v4/accounts/{account_id}/collections/{collection_id}", true, collections_show},
    {"comments.delete_attachment", "DELETE", "/v4/accounts/{account_id}/comments/{comment_id}/attachments/{attachment_id}", true, comments_delete_attachment},
    {"comments.create_attachment", "POST", "/v4/accounts/{account_id}/comments/{comment_id}/attachments", true, comments_create_attachment},
    {"comments.delete", "DELETE", "/v4/accounts/{account_id}/comments/{comment_id}", true, comments_remove},
    {"comments.show", "GET", "/v4/accounts/{account_id}/comments/{comment_id}", true, comments_show},
    {"comments.update", "PATCH", "/v4/accounts/{account_id}/comments/{comment_id}", true, comments_update},
    {"comments.index", "GET", "/v4/accounts/{account_id}/files/{file_id}/comments", true, comments_index},
    {"comments.create", "POST", "/v4/accounts/{account_id}/files/{file_id}/comments", true, comments_create},
    {"actions.delete", "DELETE", "/v4/accounts/{account_id}/actions/{action_id}", true, custom_actions_remove},
    {"actions.show", "GET", "/v4/accounts/{account_id}/actions/{action_id}", true, custom_actions_show},
    {"actions.update", "PATCH", "/v4/accounts/{account_id}/actions/{action_id}", true, custom_actions_update},
    {"actions.index", "GET", "/v4/accounts/{account_id}/workspaces/{workspace_id}/actions", true, custom_actions_index},
    {"actions.create", "POST", "/v4/accounts/{account_id}/workspaces/{workspace_id}/actions", true, custom_actions_create},
    {"files.create_remote_upload", "POST", "/v4/accounts/{account_id}/folders/{folder_id}/files/remote_upload", true, files_create_remote_upload},
    {"files.create_local_upload", "POST", "/v4/accounts/{account_id}/folders/{folder_id}/files/local_upload", true, files_create_local_upload},
    {"files.show_file_upload_status", "GET", "/v4/accounts/{account_id}/files/{file_id}/status", true, files_show_file_upload_status},
    {"files.move", "PATCH", "/v4/accounts/{account_id}/files/{file_id}/move", true, files_move},
    {"files.import_file", "POST", "/v4/accounts/{account_id}/folders/{folder_id}/files/import", true, files_import_file},
    {"files.delete", "DELETE", "/v4/accounts/{account_id}/files/{file_id}", true, files_remove},
    {"files.show", "GET", "/v4/accounts/{account_id}/files/{file_id}", true, files_show},
    {"files.update", "PATCH", "/v4/accounts/{account_id}/files/{file_id}", true, files_update},
    {"files.list", "GET", "/v4/accounts/{account_id}/folders/{folder_id}/files", true, files_list},
    {"files.create", "POST", "/v4/accounts/{account_id}/folders/{folder_id}/files", true, files_create},
    {"files.copy", "POST", "/v4/accounts/{account_id}/files/{file_id}/copy", true, files_copy},
    {"files.bulk_copy", "POST", "/v4/accounts/{account_id}/files/copy", false, files_bulk_copy},
    {"files.bulk_move", "PATCH", "/v4/accounts/{account_id}/files/move", false, files_bulk_move},
    {"folder_user_roles.index", "GET", "/v4/accounts/{account_id}/folders/{folder_id}/users", true, folder_permissions_index},
    {"folder_permissions.delete", "DELETE", "/v4/accounts/{account_id}/folders/{folder_id}/users/{user_id}", true, folder_permissions_remove},
    {"folder_user_roles.update", "PATCH", "/v4/accounts/{account_id}/folders/{folder_id}/users/{user_id}", true, folder_permissions_update},
    {"folders.delete", "DELETE", "/v4/accounts/{account_id}/folders/{folder_id}", true, folders_remove},
    {"folders.show", "GET", "/v4/accounts/{account_id}/folders/{folder_id}", true, folders_show},
    {"folders.update", "PATCH", "/v4/accounts/{account_id}/folders/{folder_id}", true, folders_update},
    {"folders.index", "GET", "/v4/accounts/{account_id}/folders/{folder_id}/children", true, folders_index},
    {"folders.move", "PATCH", "/v4/accounts/{account_id}/folders/{folder_id}/move", true, folders_move},
    {"folders.list", "GET", "/v4/accounts/{account_id}/folders/{folder_id}/folders", true, folders_list},
    {"folders.create", "POST", "/v4/accounts/{account_id}/folders/{folder_id}/folders", true, folders_create},
    {"folders.copy", "POST", "/v4/accounts/{account_id}/folders/{folder_id}/copy", true, folders_copy},
    {"groups.index", "GET", "/v4/accounts/{account_id}/groups", true, groups_index},
    {"groups.create", "POST", "/v4/accounts/{account_id}/groups", true, groups_create},
    {"groups.show", "GET", "/v4/accounts/{account_id}/groups/{group_id}", true, groups_show},
    {"groups.update", "PATCH", "/v4/accounts/{account_id}/groups/{group_id}", true, groups_update},
    {"metadata.show", "GET", "/v4/accounts/{account_id}/files/{file_id}/metadata", true, metadata_show},
    {"metadata.bulk_update", "PATCH", "/v4/accounts/{account_id}/projects/{project_id}/metadata/values", true, metadata_bulk_update},
    {"metadata.field_definitions.delete", "DELETE", "/v4/accounts/{account_id}/metadata/field_definitions/{field_definition_id}", true, metadata_fields_remove},
    {"metadata.field_definitions.update", "PATCH", "/v4/accounts/{account_id}/metadata/field_definitions/{field_definition_id}", true, metadata_fields_update},
    {"metadata.field_definitions.index", "GET", "/v4/accounts/{account_id}/metadata/field_definitions", true, metadata_fields_index},
    {"metadata.field_definitions.create", "POST", "/v4/accounts/{account_id}/metadata/field_definitions", true, metadata_fields_create},
    {"project_permissions.delete", "DELETE", "/v4/accounts/{account_id}/projects/{project_id}/users/{user_id}", true, project_permissions_remove},
    {"project_user_roles.update", "PATCH", "/v4/accounts/{account_id}/projects/{project_id}/users/{user_id}", true, project_permissions_update},
    {"project_user_roles.index", "GET", "/v4/accounts/{account_id}/projects/{project_id}/users", true, project_permissions_index},
    {"projects.delete", "DELETE", "/v4/accounts/{account_id}/projects/{project_id}", true, projects_remove},
    {"projects.show", "GET", "/v4/accounts/{account_id}/projects/{project_id}", true, projects_show},
    {"projects.update", "PATCH", "/v4/accounts/{account_id}/projects/{project_id}", true, projects_update},
    {"account_projects.index", "GET", "/v4/accounts/{account_id}/projects", true, projects_index_of_account},
    {"projects.index", "GET", "/v4/accounts/{account_id}/workspaces/{workspace_id}/projects", true, projects_index},
    {"projects.create", "POST", "/v4/accounts/{account_id}/workspaces/{workspace_id}/projects", true, projects_create},
    {"invited_projects.index", "GET", "/v4/accounts/{account_id}/invited_projects", true, projects_index_invited},
    {"search.search", "POST", "/v4/accounts/{account_id}/search", true, search_search},
    {"shares.add_asset", "POST", "/v4/accounts/{account_id}/shares/{share_id}/assets", true, shares_add_asset},
    {"shares.remove_asset", "DELETE", "/v4/accounts/{account_id}/shares/{share_id}/assets/{asset_id}", true, shares_remove_asset},
    {"shares.delete", "DELETE", "/v4/accounts/{account_id}/shares/{share_id}", true, shares_remove},
    {"shares.show", "GET", "/v4/accounts/{account_id}/shares/{share_id}", true, shares_show},
    {"shares.update", "PATCH", "/v4/accounts/{account_id}/shares/{share_id}", true, shares_update},
    {"shares.remove_reviewers", "DELETE", "/v4/accounts/{account_id}/shares/{share_id}/reviewers", true, shares_remove_reviewers},
    {"shares.list_reviewers", "GET", "/v4/accounts/{account_id}/shares/{share_id}/reviewers", true, shares_list_reviewers},
    {"shares.add_reviewers", "POST", "/v4/accounts/{account_id}/shares/{share_id}/reviewers", true, shares_add_reviewers},
    {"shares.index", "GET", "/v4/accounts/{account_id}/projects/{project_id}/shares", true, shares_index},
    {"shares.create", "POST", "/v4/accounts/{account_id}/projects/{project_id}/shares", true, shares_create},
    {"shares.list_activities", "GET", "/v4/accounts/{account_id}/shares/{share_id}/activities", false, shares_list_activities},
    {"users.show", "GET", "/v4/me", true, users_show},
    {"version_stacks.move", "PATCH", "/v4/accounts/{account_id}/version_stacks/{version_stack_id}/move", true, version_stacks_move},
    {"version_stacks.list", "GET", "/v4/accounts/{account_id}/folders/{folder_id}/version_stacks", true, version_stacks_list},
    {"version_stacks.create", "POST", "/v4/accounts/{account_id}/folders/{folder_id}/version_stacks", true, version_stacks_create},
    {"version_stacks.show", "GET", "/v4/accounts/{account_id}/version_stacks/{version_stack_id}", true, version_stacks_show},
    {"version_stacks.index", "GET", "/v4/accounts/{account_id}/version_stacks/{version_stack_id}/children", true, version_stacks_index},
    {"version_stacks.copy", "POST", "/v4/accounts/{account_id}/version_stacks/{version_stack_id}/copy", true, version_stacks_copy},
    {"webhooks.index", "GET", "/v4/accounts/{account_id}/workspaces/{workspace_id}/webhooks", true, webhooks_index},
    {"webhooks.create", "POST", "/v4/accounts/{account_id}/workspaces/{workspace_id}/webhooks", true, webhooks_create},
    {"webhooks.delete", "DELETE", "/v4/accounts/{account_id}/webhooks/{webhook_id}", true, webhooks_remove},
    {"webhooks.show", "GET", "/v4/accounts/{account_id}/webhooks/{webhook_id}", true, webhooks_show},
    {"webhooks.update", "PATCH", "/v4/accounts/{account_id}/webhooks/{webhook_id}", true, webhooks_update},
    {"workspace_user_roles.delete", "DELETE", "/v4/accounts/{account_id}/workspaces/{workspace_id}/users/{user_id}", true, workspace_permissions_remove},
    {"workspace_user_roles.update", "PATCH", "/v4/accounts/{account_id}/workspaces/{workspace_id}/users/{user_id}", true, workspace_permissions_update},
    {"workspace_user_roles.index", "GET", "/v4/accounts/{account_id}/workspaces/{workspace_id}/users", true, workspace_permissions_index},
    {"workspaces.index", "GET", "/v4/accounts/{account_id}/workspaces", true, workspaces_index},
    {"workspaces.create", "POST", "/v4/accounts/{account_id}/workspaces", true, workspaces_create},
    {"workspaces.delete", "DELETE", "/v4/accounts/{account_id}/workspaces/{workspace_id}", true, workspaces_remove},
    {"workspaces.show", "GET", "/v4/accounts/{account_id}/workspaces/{workspace_id}", true, workspaces_show},
    {"workspaces.update", "PATCH", "/v4/accounts/{account_id}/workspaces/{workspace_id}", true, workspaces_update},
};

}  // namespace

}  // namespace frameio::api

const std::vector<frameio_test::sample_call>& frameio_test::sample_calls() {
    return frameio::api::all;
}
