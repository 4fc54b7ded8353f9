#include "simulator/demo.hpp"

#include "simulator/kinds.hpp"
#include "simulator/media_types.hpp"
#include "simulator/roles.hpp"

namespace frameio::sim {
namespace {

resource& add(world& to, std::string_view kind, json::object data) {
    complete(to, kind, data);
    return to.add(kind, std::move(data));
}

resource& add_user(world& to, const resource& account, std::string_view name, std::string_view email,
                   std::string_view role) {
    resource& made = to.add("user", {{"name", name}, {"email", email}, {"active", true}, {"avatar_url", nullptr}});
    set_role(to, account, made.id, role);
    return made;
}

class filler {
public:
    filler(world& to, const demo& made) : to_(to), made_(made) {}

    resource& project(std::string_view name) {
        return add(to_, "project", with_owner({{"name", name}, {"workspace_id", made_.workspace_id}}));
    }
    resource& folder(std::string_view name, std::string_view parent) {
        return add(to_, "folder", with_owner({{"name", name}, {"parent_id", parent}}));
    }
    resource& file(std::string_view name, std::int64_t size, std::string_view parent, std::string_view status) {
        return add(to_, "file",
                   with_owner({{"name", name},
                               {"parent_id", parent},
                               {"file_size", size},
                               {"media_type", media_type_of(name)},
                               {"status", status}}));
    }
    void comment(const resource& file, std::string_view text, std::int64_t frame) {
        add(to_, "comment", with_owner({{"file_id", file.id}, {"text", text}, {"timestamp", frame}}));
    }
    void field(std::string_view name, std::string_view type, json::object how) {
        add(to_, "field_definition",
            with_owner({{"name", name}, {"field_type", type}, {"field_configuration", std::move(how)}}));
    }

private:
    json::object with_owner(json::object data) const {
        data["account_id"] = made_.account_id;
        data["creator_id"] = made_.owner_id;
        return data;
    }

    world& to_;
    const demo& made_;
};

}  // namespace

demo add_least(world& to) {
    const resource& account = to.add("account", {{"display_name", "Acme"},
                                                 {"image", nullptr},
                                                 {"storage_limit", nullptr},
                                                 {"storage_usage", 0},
                                                 {"adobe_id", nullptr},
                                                 {"v4_migrated_at", nullptr}});
    const resource& owner = add_user(to, account, "Ada Moreno", "ada@example.com", "owner");
    const resource& workspace =
        add(to, "workspace", {{"name", "Acme Films"}, {"account_id", account.id}, {"creator_id", owner.id}});
    set_role(to, workspace, owner.id, "workspace_admin");
    return {account.id, workspace.id, owner.id};
}

demo add_demo(world& to) {
    demo made = add_least(to);
    const resource& account = *to.find("account", made.account_id);
    const resource& ben = add_user(to, account, "Ben Okafor", "ben@example.com", "member");
    set_role(to, *to.find("workspace", made.workspace_id), ben.id, "editor");
    filler fill(to, made);
    const resource& spot = fill.project("Spring spot");
    const std::string root(spot.text("root_folder_id"));
    const resource& dailies = fill.folder("Dailies", root);
    fill.folder("Deliverables", root);
    const resource& cut = fill.file("spring_spot_v3.mov", 734'003'200, root, "transcoded");
    fill.comment(cut, "The logo comes in a beat too late.", 42);
    fill.comment(cut, "Love this cut!", 310);
    fill.file("A001_C003.mov", 2'147'483'648, dailies.id, "transcoded");
    fill.file("A001_C004.mov", 1'932'735'283, dailies.id, "transcoded");
    fill.file("poster.png", 4'812'331, root, "transcoded");
    fill.file("voice_over.wav", 52'428'800, root, "uploaded");
    fill.project("Documentary");
    fill.field("Status", "select",
               {{"enable_add_new", false},
                {"options", json::array{json::object{{"display_name", "Needs review"}, {"color", "#f4a261"}},
                                        json::object{{"display_name", "Approved"}, {"color", "#2a9d8f"}}}}});
    fill.field("Notes", "text", {});
    return made;
}

}  // namespace frameio::sim
