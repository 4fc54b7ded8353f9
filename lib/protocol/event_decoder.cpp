#include "protocol/event_decoder.hpp"

#include "protocol/event_members.hpp"
#include "protocol/form_reader.hpp"
#include "protocol/json_members.hpp"

#include <algorithm>
#include <bit>
#include <new>
#include <utility>

namespace frameio {

namespace {

namespace dom = simdjson::dom;

static_assert(payload::slack >= simdjson::SIMDJSON_PADDING, "bodies are parsed where they are");

constexpr std::size_t smallest_capacity = 4096;
constexpr std::size_t usual_size = 65536;

std::string_view kept(std::string_view text, payload& block) {
    return text.empty() ? std::string_view() : block.keep(text);
}

resource kept(const resource& texts, payload& block) {
    resource copy;
    copy.type = kept(texts.type, block);
    copy.id = kept(texts.id, block);
    return copy;
}

void keep_common(const event_members& members, payload& block, event& event) {
    event.type = kept(members.type, block);
    event.account_id = kept(members.account_id, block);
    event.workspace_id = kept(members.workspace_id, block);
    event.project_id = kept(members.project_id, block);
    event.user_id = kept(members.user_id, block);
    event.team_id = kept(members.team_id, block);
}

/// The text of a member's value, by the member's place in its object; `json` was validated.
std::string_view value_at(std::string_view json, std::uint32_t position) noexcept {
    json_members members(json);
    for (std::uint32_t at = 0; at <= position; ++at) {
        members.next();
    }
    return members.value();
}

}  // namespace

struct event_decoder::parsers {
    dom::parser parser;
    dom::document document;
    std::size_t deepest;

    explicit parsers(std::size_t levels) : deepest(levels) {}

    problem decode(payload block, any_event& out);
    problem parse(std::string_view body, dom::object& root);
    void reserve(std::size_t size);
    static void fill(webhook_event& event, const event_members& members, payload block);
    static problem fill(action_event& event, event_members& members, payload block);
};

event_decoder::event_decoder(std::size_t deepest) : parsers_(std::make_unique<parsers>(deepest)) {}
event_decoder::~event_decoder() = default;
event_decoder::event_decoder(event_decoder&&) noexcept = default;
event_decoder& event_decoder::operator=(event_decoder&&) noexcept = default;

std::string_view event_decoder::decode(std::string_view body, std::chrono::sys_seconds timestamp, any_event& out) {
    const problem wrong = parsers_->decode(payload::copy_of(body, body.size()), out);
    if (!wrong.empty()) {
        out = std::monostate();
    } else if (auto* const webhook = std::get_if<webhook_event>(&out)) {
        webhook->timestamp = timestamp;
    } else {
        std::get<action_event>(out).timestamp = timestamp;
    }
    if (body.size() > usual_size) {
        *parsers_ = parsers(parsers_->deepest);
    }
    return wrong;
}

namespace {

/// What the resources of a completed submission are kept with: its other texts are views into the click.
struct beginning {
    beginning(action_event with, std::vector<resource> what) : click(std::move(with)), resources(std::move(what)) {}

    action_event click;
    std::vector<resource> resources;
};

}  // namespace

void event_decoder::complete(action_event& submission, const action_event& click) {
    const auto fill = [](std::string_view& text, std::string_view known) {
        if (text.empty()) {
            text = known;
        }
    };
    fill(submission.account_id, click.account_id);
    fill(submission.workspace_id, click.workspace_id);
    fill(submission.project_id, click.project_id);
    fill(submission.user_id, click.user_id);
    const bool has_own = !submission.resources().empty();
    const auto of = has_own ? submission.resources() : click.resources();
    auto kept = std::make_shared<const beginning>(click, std::vector<resource>(of.begin(), of.end()));
    submission.resource = has_own ? submission.resource : click.resource;
    submission.resources_ = std::shared_ptr<const std::vector<resource>>(kept, &kept->resources);
}

problem event_decoder::parsers::decode(payload block, any_event& out) {
    dom::object root;
    if (const problem wrong = parse(block.body(), root); !wrong.empty()) {
        return wrong;
    }
    event_members members(root);
    if (!members.what_is_wrong.empty()) {
        return members.what_is_wrong;
    }
    if (members.is_action()) {
        return fill(out.emplace<action_event>(), members, std::move(block));
    }
    fill(out.emplace<webhook_event>(), members, std::move(block));
    return {};
}

problem event_decoder::parsers::parse(std::string_view body, dom::object& root) {
    reserve(body.size());
    dom::element element;
    switch (parser.parse_into_document(document, body.data(), body.size(), false).get(element)) {
        case simdjson::SUCCESS:
            return element.get(root) == simdjson::SUCCESS ? problem() : "the body is not a JSON object";
        case simdjson::MEMALLOC:
            throw std::bad_alloc();
        case simdjson::DEPTH_ERROR:
            return "the body is nested too deeply";
        default:
            return "the body is not JSON";
    }
}

/// Makes room in powers of two, so that bodies of slightly different sizes do not each allocate.
void event_decoder::parsers::reserve(std::size_t size) {
    if (document.capacity() >= std::max(size, smallest_capacity)) {
        return;
    }
    const std::size_t capacity = std::bit_ceil(std::max(size, smallest_capacity));
    if (parser.allocate(capacity, deepest) != simdjson::SUCCESS || document.allocate(capacity) != simdjson::SUCCESS) {
        throw std::bad_alloc();
    }
}

void event_decoder::parsers::fill(webhook_event& event, const event_members& members, payload block) {
    keep_common(members, block, event);
    if (members.single) {
        event.resource = kept(*members.single, block);
    }
    event.payload_ = std::move(block);
}

problem event_decoder::parsers::fill(action_event& event, event_members& members, payload block) {
    dom::object data;
    if (members.data && members.data->get(data) != simdjson::SUCCESS) {
        return R"("data" is not an object)";
    }
    auto resources = read_resources(members);
    if (!members.what_is_wrong.empty()) {
        return members.what_is_wrong;
    }
    if (members.data) {
        // The values of a form are kept decoded and, unless they came minified, as JSON too.
        block = payload::copy_of(block.body(), 2 * block.body().size());
        event.data_ = read_form(data, value_at(block.body(), members.data_position), block);
        event.is_submission_ = true;
    }
    keep_common(members, block, event);
    event.action_id = kept(members.action_id.value_or(std::string_view()), block);
    event.interaction_id = kept(members.interaction_id.value_or(std::string_view()), block);
    std::for_each(resources.begin(), resources.end(), [&block](auto& each) { each = kept(each, block); });
    if (!resources.empty()) {
        event.resource = resources.front();
        event.resources_ = std::make_shared<const std::vector<resource>>(std::move(resources));
    }
    event.payload_ = std::move(block);
    return {};
}

}  // namespace frameio
