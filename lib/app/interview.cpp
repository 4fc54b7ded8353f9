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
    const std::string text = std::to_string(number + 1);
    std::string name(prefix);
    name.append(text).append(": ").append(title_of(form));
    const auto key = delivery::key_of({"ask", text});
    co_await show(key, std::move(name), std::move(form), number);
    throw suspended();
}

// Which question is the login's is known from the record: by the time the handler runs again, the user has logged in.
// An answer that is there for a login which was not asked for is one of the handler's own questions.
boost::asio::awaitable<void> interview::await_login(std::function<boost::asio::awaitable<bool>()> has_login,
                                                    std::function<std::string()> make_form) {
    const auto key = delivery::key_of({"login"});
    for (;;) {
        const bool was_asked = co_await journal_->knows(key);
        if (!was_asked) {
            const bool is_there = answers_.contains(asked_) || co_await has_login();
            if (is_there) {
                co_return;
            }
        }
        const unsigned number = asked_++;
        if (!answers_.contains(number)) {
            std::string form = make_form();
            co_await show(key, std::string(prefix) + "to log in", std::move(form), number);
            throw suspended();
        }
        co_await journal_->note(key, std::string(prefix) + "to log in", {});
    }
}

/// Makes the form the answer of the run, which is to end now.
boost::asio::awaitable<void> interview::show(store::ledger_key key, std::string name, std::string form,
                                             unsigned number) {
    if (listeners_ && listeners_->is_gone) {
        throw error(errc::nobody_to_ask,
                    "the question \"" + title_of(form) +
                        "\" came too late: the user was told that the action is still at work, and sees no form; ask "
                        "before what takes long");
    }
    std::string shown = marked_form(form, number);
    co_await journal_->note(key, std::move(name), shown);
    journal_->close();
    response given;
    given.json_ = std::move(shown);
    given.kind_ = response::kind::form;
    question_ = std::move(given);
}

bool interview::is_question(const store::step& what) noexcept {
    return what.what.starts_with(prefix);
}

}  // namespace frameio
