#include "app/interview.hpp"

#include <frameio/error.hpp>

#include "delivery/keys.hpp"
#include "protocol/questions.hpp"

#include <utility>

namespace frameio {
namespace {

constexpr std::string_view prefix = "ask ";

}  // namespace

// Those that do not say which question they answer, answer the first that has no answer yet.
interview::interview(std::shared_ptr<delivery::journal> journal, std::vector<action_event> submissions,
                     std::shared_ptr<const audience> listeners)
    : journal_(std::move(journal)), listeners_(std::move(listeners)) {
    unsigned next = 0;
    for (action_event& each : submissions) {
        while (answers_.contains(next)) {
            ++next;
        }
        answers_.emplace(question_of(each.data()).value_or(next), std::move(each));
    }
}

boost::asio::awaitable<form_answer> interview::ask(std::string form) {
    const unsigned number = asked_++;
    const auto known = answers_.find(number);
    if (known != answers_.end()) {
        co_return form_answer(known->second, unmarked(known->second.data()));
    }
    if (listeners_ && listeners_->is_gone) {
        throw error(errc::nobody_to_ask,
                    "the question \"" + title_of(form) +
                        "\" came too late: the user was told that the action is still at work, and sees no form; ask "
                        "before what takes long");
    }
    const std::string text = std::to_string(number + 1);
    const auto key = delivery::key_of({"ask", text});
    std::string name(prefix);
    name.append(text).append(": ").append(title_of(form));
    std::string shown = marked_form(form, number);
    co_await journal_->note(key, std::move(name), shown);
    journal_->close();
    response given;
    given.json_ = std::move(shown);
    given.kind_ = response::kind::form;
    question_ = std::move(given);
    throw suspended();
}

bool interview::is_question(const store::step& what) noexcept {
    return what.what.starts_with(prefix);
}

}  // namespace frameio
