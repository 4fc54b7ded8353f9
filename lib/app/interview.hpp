#pragma once

#include <frameio/events.hpp>
#include <frameio/form_answer.hpp>
#include <frameio/responses.hpp>

#include "delivery/journal.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace frameio {

/// Whether anybody waits for the answer to an action: the user, while Frame.io waits.
struct audience {
    bool is_gone = false;
};

/// What a run of an action asks the user, and what the user has answered by now. A question that has no answer yet is
/// the run's answer, and ends it.
class interview {
public:
    /// Thrown through the handler where its run ends. Not a `std::exception`: a handler that tells of failures is not
    /// to take this for one.
    struct suspended {};

    /// @param submissions  the forms that have come back, in the order in which they came
    interview(std::shared_ptr<delivery::journal> journal, std::vector<action_event> submissions,
              std::shared_ptr<const audience> listeners);

    /// @param form  its JSON
    /// @throws suspended, or `error` (`errc::nobody_to_ask`)
    boost::asio::awaitable<form_answer> ask(std::string form);

    /// Asks the user to log in, as often as it takes, unless he has.
    /// @param has_login  finds out whether he has
    /// @param make_form  of the JSON of the form to log in with
    /// @throws suspended, or `error` (`errc::nobody_to_ask`), and what `has_login` throws
    boost::asio::awaitable<void> await_login(std::function<boost::asio::awaitable<bool>()> has_login,
                                             std::function<std::string()> make_form);

    /// The question that the run has ended with, if it has.
    const std::optional<response>& question() const noexcept {
        return question_;
    }

    /// Whether a step of a journal is a question.
    static bool is_question(const store::step& what) noexcept;

private:
    boost::asio::awaitable<void> show(store::ledger_key key, std::string name, std::string form, unsigned number);

    std::shared_ptr<delivery::journal> journal_;
    std::map<unsigned, action_event> answers_;  // by the number of the question
    std::shared_ptr<const audience> listeners_;
    unsigned asked_ = 0;
    std::optional<response> question_;
};

}  // namespace frameio
