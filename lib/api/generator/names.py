"""What things of the specification are called in C++, where a rule would give a poor name."""

import re

# Schemas that say the same thing with more or fewer members become one type; what not all of them require is optional.
# A path below a schema stands for an unnamed schema in it.
MERGED = {
    "account": ["Account"],
    "account_user_role": ["AccountUserRole"],
    "action": ["Action", "ActionWithIncludes", "ActionCreateResponse/data"],
    "asset_summary": ["AssetCommon", "AssetCommonWithIncludes"],
    "audit_log_entry": ["AuditLogwithIncludes"],
    "comment": ["Comment", "CommentWithIncludes"],
    "error_list": ["BadRequest", "Conflict", "Forbidden", "JsonErrorResponse", "NotFound", "TooManyRequests",
                   "Unauthorized", "UnprocessableContent"],
    "file": ["File", "FileWithIncludes", "FileWithUploadUrls"],
    "folder": ["Folder", "FolderWithIncludes"],
    "group": ["GroupCommon", "GroupCommonWithIncludes", "SyncGroupWithIncludes", "GroupWithIncludes"],
    "media_link": ["MediaLinkCommon"],
    "media_links": ["MediaLinksCollection"],
    "file_metadata": ["MetadataWithDefinition"],
    "metadata_value": ["MetadataField"],
    "project": ["Project", "ProjectWithIncludes"],
    "share": ["Share", "AddAssetResponse/data", "RemoveAssetResponse/data"],
    "text_review_bounds": ["TextReviewAnnotationBounds"],
    "version_stack": ["VersionStack", "VersionStackWithIncludes"],
    "asset": ["AssetWithIncludes"],
    "webhook": ["Webhook", "WebhookWithIncludes", "WebhookCreateResponse/data"],
    "workspace": ["Workspace", "WorkspaceWithIncludes"],
    "field_definition": ["FieldDefinition", "FieldDefinitionWithIncludes"],
    **{
        f"{kind}_definition": [f"{name}Definition", f"{name}DefinitionWithIncludes"]
        for kind, name in (("date", "Date"), ("long_text", "LongText"), ("number", "Number"), ("rating", "Rating"),
                           ("select", "Select"), ("select_multi", "SelectMulti"), ("text", "Text"),
                           ("toggle", "Toggle"), ("user_multi", "UserMulti"), ("user_single", "UserSingle"))
    },
}

# What is sent. Bodies are classes of their own, also where an answer has the same members.
REQUESTS = {
    "ActionCreateParams": "new_action",
    "ActionUpdateParams": "action_changes",
    "AddAssetParams": "share_asset",
    "AddReviewersToShareParams": "reviewer_invitation",
    "Anchor": "new_anchor",
    "AssetShareParams": "new_share",
    "AttachmentInput": "new_attachment",
    "BulkFileCopyMoveParams": "file_batch",
    "BulkFolderCopyMoveParams": "folder_batch",
    "BulkUpdateMetadataParams": "metadata_changes",
    "CreateCommentParams": "new_comment",
    "CreateFieldDefinitionParams": "new_field_definition",
    "CreateGroupParams": "new_group",
    "CreateShareParams": "new_share",
    "FileCopyParams": "file_copy",
    "FileCreateLocalUploadParams": "new_local_upload",
    "FileCreateParams": "new_file",
    "FileCreateRemoteUploadParams": "new_remote_upload",
    "FileImportParams": "file_import",
    "FileMoveParams": "file_move",
    "FileUpdateParams": "file_changes",
    "FolderCopyParams": "folder_copy",
    "FolderCreateParams": "new_folder",
    "FolderMoveParams": "folder_move",
    "FolderUpdateParams": "folder_changes",
    "LinkParams": "new_link",
    "ProjectParams": "new_project",
    "ProjectUpdateParams": "project_changes",
    "RemoveReviewerParams": "reviewer_removal",
    "SearchParams": "search_query",
    "TextReviewAnnotation": "new_text_review",
    "TextReviewAnnotationBounds": "new_text_review_bounds",
    "TextReviewAnnotationUpdate": "text_review_changes",
    "UpdateCommentParams": "comment_changes",
    "UpdateFieldDefinitionParams": "field_definition_changes",
    "UpdateGroupParams": "group_changes",
    "UpdateShareParams": "share_changes",
    "UpdateUserRolesParams": "user_role_change",
    "UpdateWorkspaceRoleParams": "workspace_role_change",
    "VersionStackCopyParams": "version_stack_copy",
    "VersionStackCreateParams": "new_version_stack",
    "VersionStackMoveParams": "version_stack_move",
    "WebhookCreateParams": "new_webhook",
    "WebhookUpdateParams": "webhook_changes",
    "WorkspaceParams": "workspace_values",
}

# Unnamed objects, by what they are a member of.
INLINE = {
    "new_share_reviewers": "share_reviewers",
    "reviewer_invitation_reviewers": "share_reviewers",
    "reviewer_removal_reviewers": "share_reviewers",
    "search_query_filters": "search_filters",
    "metadata_changes_value": "metadata_change",
    "error_list_error": "problem",
    "problem_source": "problem_source",
    "update_user_roles_data": "user_role_update",
    "update_workspace_role_data": "workspace_role_update",
    "search_item": "search_result",
}

# Answers that are not only their data.
RESULTS = {"file_remote_upload": "remote_upload"}

# Enumerations without a name, by the member that they are.
ENUM_NAMES = {"audit_log_entry_event_type": "audit_event", "audit_log_entry_resource_type": "audit_resource",
              "collection_aggregation_mode": "collection_mode", "asset_search_result_type": "search_result_type"}

# Texts of which some values are known, by these values where several members share them.
ENUMS = {
    ("account_user_group", "user"): "member_type",
    ("all_project_members", "custom"): "member_options_type",
    ("heart", "star", "thumbs_up"): "rating_style",
    ("public", "secure"): "share_access",
    ("euro", "friendly", "iso", "local", "usa"): "date_format",
    ("twelve_hour", "twenty_four_hour"): "time_format",
    ("bitrate", "bits", "duration", "framerate", "frequency", "storage", "timecode"): "number_format",
    ("highlight", "insert", "remove", "replace"): "text_review_type",
    ("active", "inactive"): "project_status",
    ("commenter", "edit_only", "editor", "full_access", "viewer"): "role",
    ("commenter", "edit_only", "editor", "full_access", "viewer", "workspace_admin"): "role",
    ("admin", "commenter", "edit_only", "editor", "full_access", "owner", "viewer", "workspace_admin"): "role",
    ("admin", "member", "owner"): "account_role",
    ("admin", "member", "owner", "reviewer"): "account_role",
    ("file", "folder", "version_stack"): "asset_type",
    ("created", "transcoded", "uploaded"): "file_status",
    ("date", "long_text", "number", "rating", "select", "select_multi", "text", "toggle", "user_multi",
     "user_single"): "field_type",
    ("date", "long_text", "number", "rating", "select", "select_multi", "text", "toggle", "user_multi", "user_single",
     "users"): "field_type",
}

# The same, by what they are called after their owner, which is one of several.
INLINE_ENDINGS = {"configuration_custom_member": ("user_value", "new_member"),
                  "configuration_changes_custom_member": ("user_value", "new_member"),
                  "configuration_option": ("definition_option", "new_option"),
                  "configuration_changes_option": ("definition_option", "new_option")}

# Operations whose id does not say enough beside the others of their tag, or says it in a word of C++.
OPERATIONS = {
    "account_projects.index": "index_of_account",
    "invited_projects.index": "index_invited",
    "auditlog.index": "audit_log",
}

# Result types that several tags use: the header that they live in. The others live with their tag.
HOMES = {
    "users": ["user"],
    "roles": ["role", "user_role", "user_role_update", "user_role_change"],
    "projects": ["project", "project_status"],
    "shares": ["share", "share_access"],
    "errors": ["error_list", "problem", "problem_source"],
}
# Of types that several tags use and that no list above has.
COMMON_HOME = "assets"

SINGULAR = {"bounds": "bounds", "emails": "email", "values": "value", "matches": "match", "events": "event",
            "replies": "reply", "files_and_version_stacks": "files_and_version_stacks", "metadata": "metadata"}

# The words of C++ that a member could be called.
KEYWORDS = {"auto", "bool", "case", "class", "concept", "const", "default", "delete", "do", "double", "else", "enum",
            "explicit", "export", "extern", "float", "for", "friend", "if", "inline", "int", "long", "mutable", "new",
            "operator", "private", "protected", "public", "register", "return", "short", "signed", "static", "struct",
            "switch", "template", "this", "throw", "true", "try", "typename", "union", "using", "virtual", "void",
            "while"}


def snake(text):
    """FileWithUploadUrls, "Version Stacks" and custom-action become snake_case."""
    text = re.sub(r"[\s\-]+", "_", text)
    text = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", text)
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", text).lower()


def singular(text):
    if text in SINGULAR:
        return SINGULAR[text]
    return text[:-1] if text.endswith("s") and not text.endswith("ss") else text


def member(text):
    return text + "_" if text in KEYWORDS else text


def request(schema):
    """The class of a schema that is sent."""
    if schema in REQUESTS:
        return REQUESTS[schema]
    found = re.fullmatch(r"(Update)?(\w+)DefinitionParams", schema)
    if found:
        kind = snake(found[2])
        return f"{kind}_definition_changes" if found[1] else f"new_{kind}_definition"
    return "new_" + snake(schema)


def inline(owner, name, is_list, is_request):
    """An object without a name, as a member of `owner`."""
    name = "configuration" if name == "field_configuration" else name
    whole = f"{owner}_{singular(name) if is_list else name}"
    if name == "configuration":
        whole = owner.replace("_definition", "_configuration")
    for ending, replacements in INLINE_ENDINGS.items():
        if whole.endswith(ending):
            return replacements[is_request]
    return INLINE.get(whole, whole)


def operation(operation_id):
    if operation_id in OPERATIONS:
        return OPERATIONS[operation_id]
    last = operation_id.rsplit(".", 1)[-1]
    return "remove" if last == "delete" else last
