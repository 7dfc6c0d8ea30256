package texts

import "thidua"

// Questions to the secretariat.
var (
	ForUnits          = thidua.Say("Lệnh này dành cho đầu mối và thường trực.", "That command is for focal points and the secretariat.")
	AskName           = thidua.Say("Hỏi thường trực", "Ask the secretariat")
	AskText           = thidua.Say("❓ Mời anh/chị gõ câu hỏi gửi thường trực. Gửi /huy để thôi.", "❓ Please type your question to the secretariat. Send /huy to leave.")
	Asked             = thidua.Say("✓ Đã gửi câu hỏi số %d cho thường trực; câu trả lời sẽ hiện ngay dưới tin của anh/chị. Gửi /menu để làm tiếp.", "✓ Question %d was sent to the secretariat; the answer will come as a reply to your message. Send /menu to go on.")
	QuestionTooLong   = thidua.Say("Tin dài quá %d ký tự. Mời anh/chị gõ lại ngắn hơn.", "That has more than %d characters. Please type a shorter one.")
	Question          = thidua.Say("❓ Câu hỏi số %d · %s – %s", "❓ Question %d · %s – %s")
	HowToAnswer       = thidua.Say("Trả lời (Reply) tin này hoặc bấm nút để trả lời.", "Reply to this message, or press the button, to answer.")
	OnlyWords         = thidua.Say("Câu hỏi và câu trả lời chỉ nhận chữ. Mời anh/chị gõ nội dung.", "Questions and answers are text only. Please type it.")
	AskedOn           = thidua.Say("✓ Đã gửi câu hỏi thêm (câu hỏi số %d) cho thường trực.", "✓ Your further question (question %d) was sent to the secretariat.")
	AsksOn            = thidua.Say("❓ Hỏi thêm ở câu hỏi số %d · %s – %s", "❓ Asks on in question %d · %s – %s")
	AnswerBefore      = thidua.Say("Trước đó %s đã trả lời: %s", "Before that, %s answered: %s")
	HowToAskOn        = thidua.Say("Muốn hỏi thêm, mời anh/chị trả lời (Reply) tin này.", "To ask on, reply to this message.")
	Answer            = thidua.Say("Trả lời", "Answer")
	AnswerText        = thidua.Say("💬 Mời anh/chị gõ câu trả lời cho câu hỏi số %d: «%s». Gửi /huy để thôi.", "💬 Please type the answer to question %d: “%s”. Send /huy to leave.")
	AnswerFrom        = thidua.Say("💬 Thường trực trả lời câu hỏi số %d:", "💬 The secretariat answers question %d:")
	AnswerToColleague = thidua.Say("💬 Thường trực trả lời câu hỏi số %d của %s («%s»):", "💬 The secretariat answers question %d of %s (“%s”):")
	AnswerSent        = thidua.Say("✓ Đã gửi câu trả lời cho câu hỏi số %d đến %s.", "✓ The answer to question %d was sent to %s.")
	AnsweredBefore    = thidua.Say("Câu hỏi số %d đã được %s trả lời: %s", "Question %d was answered by %s: %s")
	AnsweredBy        = thidua.Say("✓ %s đã trả lời câu hỏi số %d («%s»):", "✓ %s has answered question %d (“%s”):")
	AnswerSentOn      = thidua.Say("✓ %s không còn là đầu mối của %s. Đã gửi câu trả lời cho câu hỏi số %d đến %s.", "✓ %s is no longer a focal point of %s. The answer to question %d was sent to %s.")
	NobodyToAnswer    = thidua.Say("%s không còn là đầu mối của %s và đơn vị chưa có đầu mối khác, nên câu trả lời chưa đến ai. Mời đầu mối mới bằng /moi.", "%s is no longer a focal point of %s, which has no other, so the answer has reached nobody. Invite a new one with /moi.")
	NoQuestions       = thidua.Say("Không có câu hỏi nào chờ trả lời.", "No question waits for an answer.")
	Questions         = thidua.Say("❓ Câu hỏi chưa trả lời: %d", "❓ Open questions: %d")
	QuestionLine      = thidua.Say("#%d · %s – %s · %s: %s", "#%d · %s – %s · %s: %s")
)
